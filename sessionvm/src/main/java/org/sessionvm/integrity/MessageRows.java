package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.KeyGenerationKey;
import org.sessionvm.state.MessageKey;
import org.sessionvm.state.MessageRecord;
import org.sessionvm.state.TransactionRecord;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;

/** Messages, the index by transaction, and the payloads that say what was signed. */
final class MessageRows {
  private final Subject subject;
  private final ChainId chain;
  private long messages;
  private long orphanCreations;

  MessageRows(Subject subject) {
    this.subject = subject;
    this.chain = subject.chain();
  }

  long messages() {
    return messages;
  }

  /** Creations that are remembered though their session is gone. */
  long orphanCreations() {
    return orphanCreations;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.MESSAGES, this::message);
    subject.walk(Columns.TRANSACTIONS, this::transaction);
  }

  private void message(MessageKey key, MessageRecord message) {
    messages++;
    expect(
        subject
            .get(Columns.SESSION_HEADS, key.session())
            .filter(head -> key.sequence() >= head.deletedMessages())
            .filter(head -> key.sequence() < head.nextSequence())
            .isPresent(),
        Kind.DANGLING,
        key,
        "no session counts it");
    expect(
        subject
            .get(Columns.TRANSACTIONS, message.id())
            .equals(Optional.of(new TransactionRecord.Message(key.session(), key.sequence()))),
        Kind.MISSING,
        key,
        "is not found by its transaction");
    expect(
        BlockRows.header(subject, message.location().height())
            .filter(header -> header.timestampMillis() == message.acceptedMillis())
            .isPresent(),
        Kind.CONTRADICTION,
        key,
        "no block of that time is at its height");
    payload(key, message);
  }

  private void payload(MessageKey key, MessageRecord message) {
    Optional<Bytes> payload = subject.get(Columns.PAYLOADS, message.location());
    boolean past =
        BlockRows.header(subject, message.location().height())
            .filter(subject::arePayloadsPast)
            .isPresent();
    boolean erased = subject.has(Columns.ERASED_PAYLOADS, message.location());
    expect(past || erased || payload.isPresent(), Kind.MISSING, key, "its payload is missing");
    payload.ifPresent(
        bytes ->
            expect(
                isPayloadOf(key, message, bytes),
                Kind.CONTRADICTION,
                key,
                "its payload is another transaction"));
  }

  private boolean isPayloadOf(MessageKey key, MessageRecord message, Bytes bytes) {
    try {
      SignedTransaction signed = SignedTransaction.CODEC.decode(bytes);
      return signed.transaction() instanceof SendMessage sent
          && sent.session().equals(key.session())
          && isSender(key, message, sent.sender())
          && PreparedTransaction.of(chain, subject.hashing(), signed, bytes)
              .id()
              .equals(message.id());
    } catch (DecodeException e) {
      return false;
    }
  }

  private boolean isSender(MessageKey key, MessageRecord message, ParticipantId sender) {
    return message.sender().isEmpty()
        || subject
            .get(Columns.SESSIONS, key.session())
            .filter(
                session -> session.participants().indexOf(sender) == message.sender().getAsInt())
            .isPresent();
  }

  private void transaction(TransactionId id, TransactionRecord transaction) {
    boolean known =
        switch (transaction) {
          case TransactionRecord.Message sent ->
              subject
                  .get(Columns.MESSAGES, new MessageKey(sent.session(), sent.sequence()))
                  .filter(message -> message.id().equals(id))
                  .isPresent();
          case TransactionRecord.Creation made -> isCreation(id, made.session());
          case TransactionRecord.Establishment made -> isCreation(id, made.session());
          case TransactionRecord.Rotation rotated ->
              subject
                  .get(
                      Columns.KEY_GENERATIONS,
                      new KeyGenerationKey(rotated.session(), rotated.generation()))
                  .filter(key -> key.rotation().equals(id))
                  .isPresent();
        };
    subject.expect(known, Kind.DANGLING, Columns.TRANSACTIONS, id, "what it did is not there");
  }

  private boolean isCreation(TransactionId id, SessionId made) {
    if (!subject.has(Columns.SESSIONS, made)) {
      orphanCreations++;
      return true;
    }
    return subject
        .get(Columns.SESSIONS, made)
        .filter(session -> session.creation().equals(id))
        .isPresent();
  }

  private void expect(boolean holds, Kind kind, MessageKey key, String detail) {
    subject.expect(holds, kind, Columns.MESSAGES, key, detail);
  }
}
