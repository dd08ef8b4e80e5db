package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.state.Columns;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;

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
        deletion.from().isBefore(to)
            && !PayloadLocation.firstOf(deletion.height()).isBefore(to)
            && deletion.from().index() == 0
            && to.index() == 0,
        Kind.CONTRADICTION,
        deletion,
        "they are not those of whole blocks before the one that let them go");
    expect(arePast(deletion.from(), to), Kind.CONTRADICTION, deletion, "some are to be kept");
  }

  /** Of each block that still has payloads there. */
  private boolean arePast(PayloadLocation from, PayloadLocation to) {
    Optional<PayloadLocation> payload = subject.firstKey(Columns.PAYLOADS, from, to);
    boolean past = true;
    while (past && payload.isPresent()) {
      long height = payload.get().height();
      past = BlockRows.header(subject, height).filter(subject::arePayloadsPast).isPresent();
      payload = subject.firstKey(Columns.PAYLOADS, PayloadLocation.firstOf(height + 1), to);
    }
    return past;
  }

  private void expect(boolean holds, Kind kind, PayloadDeletion deletion, String detail) {
    subject.expect(holds, kind, Columns.PAYLOAD_DELETIONS, deletion, detail);
  }
}
