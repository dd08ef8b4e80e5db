package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.state.Columns;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.PayloadRange;

/**
 * Payloads that wait to be deleted, and that they may be. A row that is lost cannot be told from
 * payloads that are kept on purpose.
 */
final class DeletionRows {
  private final Subject subject;

  DeletionRows(Subject subject) {
    this.subject = subject;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.PAYLOAD_DELETIONS, this::row);
  }

  private void row(PayloadDeletion deletion, PayloadLocation to) {
    expect(
        BlockRows.header(subject, deletion.height()).isPresent(),
        Kind.DANGLING,
        deletion,
        "no block let them go");
    expect(
        BlockRows.header(subject, deletion.from().height())
            .filter(header -> deletion.from().index() < header.transactionCount())
            .isPresent(),
        Kind.DANGLING,
        deletion,
        "no block has the first of them");
    expect(
        deletion.from().isBefore(to) && (areOfBlocks(deletion, to) || areOfOneBlock(deletion, to)),
        Kind.CONTRADICTION,
        deletion,
        "they are not those of whole blocks before the one that let them go, nor some of one");
    expect(arePast(deletion.from(), to), Kind.CONTRADICTION, deletion, "some are to be kept");
  }

  private static boolean areOfBlocks(PayloadDeletion deletion, PayloadLocation to) {
    return deletion.from().index() == 0
        && to.index() == 0
        && !PayloadLocation.firstOf(deletion.height()).isBefore(to);
  }

  /** As participants delete them. */
  private static boolean areOfOneBlock(PayloadDeletion deletion, PayloadLocation to) {
    return deletion.from().height() == to.height() && to.height() <= deletion.height();
  }

  /** Each payload that is still there is past its time, or was deleted by a participant. */
  private boolean arePast(PayloadLocation from, PayloadLocation to) {
    Optional<PayloadLocation> payload = subject.firstKey(Columns.PAYLOADS, from, to);
    boolean past = true;
    while (past && payload.isPresent()) {
      PayloadLocation place = payload.get();
      past =
          subject.has(Columns.ERASED_PAYLOADS, place)
              || BlockRows.header(subject, place.height())
                  .filter(subject::arePayloadsPast)
                  .isPresent();
      payload = subject.firstKey(Columns.PAYLOADS, PayloadRange.of(place).to(), to);
    }
    return past;
  }

  private void expect(boolean holds, Kind kind, PayloadDeletion deletion, String detail) {
    subject.expect(holds, kind, Columns.PAYLOAD_DELETIONS, deletion, detail);
  }
}
