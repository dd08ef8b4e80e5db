package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.KeyGenerationKey;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionHead;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.state.TransactionRecord;
import org.sessionvm.transaction.RotateSessionKey;

/** Keys of sessions, the heads that count them, and the transactions that gave them. */
final class KeyGenerationRows {
  private final Subject subject;

  KeyGenerationRows(Subject subject) {
    this.subject = subject;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.KEY_GENERATIONS, this::key);
  }

  /** As many as a head says, counted from 1. */
  void expectKeys(SessionId id, SessionHead head) {
    int last = head.extension().keyGenerations();
    boolean complete = last <= RotateSessionKey.KEY_GENERATIONS_MAX;
    for (int generation = 1; complete && generation <= last; generation++) {
      complete = subject.has(Columns.KEY_GENERATIONS, new KeyGenerationKey(id, generation));
    }
    subject.expect(
        complete, Kind.MISSING, Columns.SESSION_HEADS, id, "not all of its keys are there");
  }

  private void key(KeyGenerationKey key, SessionKeyGeneration generation) {
    Optional<SessionHead> head = subject.get(Columns.SESSION_HEADS, key.session());
    expect(
        head.filter(found -> key.generation() <= found.extension().keyGenerations())
            .filter(_ -> key.generation() >= 1)
            .isPresent(),
        Kind.DANGLING,
        key,
        "no session counts it");
    Optional<Session> session = subject.get(Columns.SESSIONS, key.session());
    expect(
        session
            .filter(found -> generation.wrappedKeys().size() == found.participants().size())
            .filter(found -> generation.author() < found.participants().size())
            .filter(found -> found.createdMillis() <= generation.rotatedMillis())
            .isPresent(),
        Kind.CONTRADICTION,
        key,
        "is not of the session's participants");
    expect(
        subject
            .get(Columns.TRANSACTIONS, generation.rotation())
            .equals(Optional.of(new TransactionRecord.Rotation(key.session(), key.generation()))),
        Kind.MISSING,
        key,
        "is not found by the transaction that gave it");
  }

  private void expect(boolean holds, Kind kind, KeyGenerationKey key, String detail) {
    subject.expect(holds, kind, Columns.KEY_GENERATIONS, key, detail);
  }
}
