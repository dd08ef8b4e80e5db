package org.sessionvm.transaction;

import java.util.List;
import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.state.SessionKeyGenerations;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.StateDiff;
import org.sessionvm.state.TransactionRecord;

/**
 * A participant gives the session a new key, wrapped for each participant.
 *
 * @param session which one
 * @param participant who
 * @param entries one for each participant, in the session's order
 */
public record RotateSessionKey(
    SessionId session, ParticipantId participant, List<WrappedKey> entries) implements Transaction {
  static final int TYPE = 13;

  /** Most keys that a session ever has. */
  public static final int KEY_GENERATIONS_MAX = 1_024;

  /** Most keys of a session that nobody has answered yet. */
  public static final int PENDING_KEY_GENERATIONS_MAX = 1;

  private static final int PARTICIPANTS_CEILING = 100;

  public RotateSessionKey {
    entries = List.copyOf(entries);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(participant).u32(entries.size());
    entries.forEach(entry -> entry.write(writer));
  }

  static RotateSessionKey read(ByteReader reader) {
    return new RotateSessionKey(
        reader.id(SessionId::new),
        reader.id(ParticipantId::new),
        reader.list(PARTICIPANTS_CEILING, WrappedKey::read));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return context.session(session).flatMap(view -> agreement(context, view));
  }

  /** Whether every participant is there in its place, with the key that the session names. */
  private Optional<Rejection> agreement(StateContext context, SessionView view) {
    List<ParticipantId> participants = view.session().participants();
    if (entries.size() != participants.size()) {
      return malformed("entries", "must have one entry for each participant");
    }
    for (int i = 0; i < entries.size(); i++) {
      WrappedKey entry = entries.get(i);
      String field = "entries[" + i + "]";
      if (!entry.participant().equals(participants.get(i))) {
        return malformed(field, "is not the session's participant of that place");
      }
      if (SessionKeyGenerations.publicKey(context.state(), view, i)
          .filter(entry.publicKey()::equals)
          .isEmpty()) {
        return malformed(field, "names another key than the session does");
      }
      if (entry.wrappedKey().size() == 0) {
        return malformed(field, "has no wrapped key");
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejection> malformed(String field, String reason) {
    return Optional.of(Rejection.malformed(field, reason));
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .done(id, TransactionRecord.Rotation.class)
        .map(rotated -> new Outcome.SessionKeyRotated(rotated.session(), rotated.generation()));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Participation.target(context, session, settled);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Participation.authorize(context, session, participant);
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, participant);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    int together = 0;
    for (WrappedKey entry : entries) {
      if (entry.wrappedKey().size() > SessionKeyGeneration.WRAPPED_KEY_BYTES_MAX) {
        return limit("wrappedKeyBytesMax", SessionKeyGeneration.WRAPPED_KEY_BYTES_MAX);
      }
      together += entry.wrappedKey().size();
    }
    if (together > SessionKeyGeneration.WRAPPED_KEYS_BYTES_MAX) {
      return limit("wrappedKeysBytesMax", SessionKeyGeneration.WRAPPED_KEYS_BYTES_MAX);
    }
    SessionView view = context.session(session).orElseThrow();
    int generations = view.head().extension().keyGenerations();
    if (generations >= KEY_GENERATIONS_MAX) {
      return limit("keyGenerationsMax", KEY_GENERATIONS_MAX);
    }
    return generations >= PENDING_KEY_GENERATIONS_MAX
            && Participation.statusAfterProof(context, view, participant) == SessionStatus.PENDING
        ? limit("pendingKeyGenerationsMax", PENDING_KEY_GENERATIONS_MAX)
        : Optional.empty();
  }

  private static Optional<Rejection> limit(String name, long most) {
    return Optional.of(Rejection.limit(name, most));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    SessionView view = Participation.prove(context, state, session, participant);
    SessionKeyGeneration key =
        new SessionKeyGeneration(
            id,
            view.indexOf(participant),
            context.now(),
            entries.stream().map(WrappedKey::wrappedKey).toList());
    return new Outcome.SessionKeyRotated(session, SessionKeyGenerations.add(state, view, key));
  }
}
