package org.sessionvm.integrity;

import org.sessionvm.block.BlockHeader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.Columns;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;

/** Payloads that participants had deleted: why they are missing, and that they are. */
final class ErasedRows {
  private final Subject subject;

  ErasedRows(Subject subject) {
    this.subject = subject;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.ERASED_PAYLOADS, this::row);
  }

  /** Whether anything of a block was deleted before its time. */
  boolean isIncomplete(long height) {
    return count(height) > 0;
  }

  /** Whether what is missing of a block is what was deleted, or waits for that. */
  boolean explains(BlockHeader header, int payloads) {
    int missing = header.transactionCount() - payloads;
    return missing >= 0 && missing <= count(header.height());
  }

  private int count(long height) {
    int[] rows = {0};
    subject.walkPrefix(
        Columns.ERASED_PAYLOADS, new ByteWriter().u64(height).toBytes(), (_, _) -> rows[0]++);
    return rows[0];
  }

  private void row(PayloadLocation location, Bytes value) {
    expect(value.equals(Columns.PRESENT), Kind.UNREADABLE, location, "has a value");
    expect(
        BlockRows.header(subject, location.height())
            .filter(header -> location.index() < header.transactionCount())
            .filter(header -> !subject.arePayloadsPast(header))
            .isPresent(),
        Kind.DANGLING,
        location,
        "no block has this payload still");
    expect(
        !subject.has(Columns.PAYLOADS, location) || isQueued(location),
        Kind.CONTRADICTION,
        location,
        "is deleted and still there");
  }

  /** As a plugin the payload waits until the node surely remembers who let it go. */
  private boolean isQueued(PayloadLocation location) {
    boolean[] queued = {false};
    subject.walkPrefix(
        Columns.PAYLOAD_DELETIONS,
        Bytes.EMPTY,
        (PayloadDeletion deletion, PayloadLocation to) ->
            queued[0] |= deletion.from().compareTo(location) <= 0 && location.isBefore(to));
    return queued[0];
  }

  private void expect(boolean holds, Kind kind, PayloadLocation location, String detail) {
    subject.expect(holds, kind, Columns.ERASED_PAYLOADS, location, detail);
  }
}
