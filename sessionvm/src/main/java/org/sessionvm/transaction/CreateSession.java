package org.sessionvm.transaction;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.StateDiff;
import org.sessionvm.state.Totals;
import org.sessionvm.state.TransactionRecord;

/**
 * Begins a session between participants.
 *
 * @param creator one of the participants, who signs; {@link ParticipantId#NOBODY} if unsigned
 * @param participants in an order that the session id depends on
 * @param publicKeys an entry for each participant: both keys, or the ML-KEM-768 key alone
 * @param metadata what the creator attaches
 * @param timestampMillis the creator's clock, unsigned
 * @param nonce so that equal sessions differ, unsigned
 */
public record CreateSession(
    ParticipantId creator,
    List<ParticipantId> participants,
    List<Bytes> publicKeys,
    Metadata metadata,
    long timestampMillis,
    long nonce)
    implements Transaction {
  static final int TYPE = 2;

  private static final int PARTICIPANTS_CEILING = 100;

  public CreateSession {
    participants = List.copyOf(participants);
    publicKeys = List.copyOf(publicKeys);
  }

  @Override
  public int type() {
    return TYPE;
  }

  /** Whether a participant signs it. */
  public boolean isSigned() {
    return !creator.equals(ParticipantId.NOBODY);
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(creator).u32(participants.size());
    participants.forEach(writer::id);
    writer.u32(publicKeys.size());
    publicKeys.forEach(writer::bytes);
    metadata.write(writer);
    writer.u64(timestampMillis).u64(nonce);
  }

  static CreateSession read(ByteReader reader) {
    return new CreateSession(
        reader.id(ParticipantId::new),
        reader.list(PARTICIPANTS_CEILING, r -> r.id(ParticipantId::new)),
        reader.list(PARTICIPANTS_CEILING, r -> r.bytes(IdentityKeys.BYTES)),
        Metadata.read(reader),
        reader.u64(),
        reader.u64());
  }

  /** The id of the session that this creation, under its id, begins. */
  public SessionId sessionId(ChainRules rules, TransactionId id) {
    return sessionId(rules.idPrefix(), participants, id);
  }

  /** SHA-256 of the chain's prefix, the participants in order and the id of the creation. */
  public static SessionId sessionId(
      String idPrefix, List<ParticipantId> participants, TransactionId creation) {
    ByteWriter writer = new ByteWriter().raw(ByteWriter.utf8(idPrefix));
    participants.forEach(writer::id);
    return new SessionId(Sha256.hash(writer.id(creation).toBytes()));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return wellFormed().or(() -> SessionKeys.check(context, this));
  }

  private Optional<Rejection> wellFormed() {
    if (participants.isEmpty()) {
      return Optional.of(Rejection.malformed("participants", "must not be empty"));
    }
    if (new HashSet<>(participants).size() < participants.size()) {
      return Optional.of(Rejection.malformed("participants", "names a participant twice"));
    }
    if (participants.contains(ParticipantId.NOBODY)) {
      return Optional.of(Rejection.malformed("participants", "names the id that nobody has"));
    }
    if (isSigned() && !participants.contains(creator)) {
      return Optional.of(Rejection.malformed("creator", "must be one of the participants"));
    }
    return Optional.empty();
  }

  /** Not a part of the form: a creation that was accepted in time may be repeated later. */
  private Optional<Rejection> timeliness(StateContext context) {
    long window = ChainRules.CREATION_WINDOW.toMillis();
    boolean timely = timestampMillis >= 0 && Math.abs(timestampMillis - context.now()) <= window;
    return timely
        ? Optional.empty()
        : Optional.of(
            Rejection.malformed(
                "timestamp", "must be within " + window / 60_000 + " minutes of the block's time"));
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .done(id, TransactionRecord.Creation.class)
        .filter(creation -> context.session(creation.session()).isPresent())
        .map(creation -> new Outcome.SessionCreated(creation.session(), creation.expiresMillis()));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    if (settled) {
      return Optional.empty();
    }
    // Its record outlives a session that is deleted early, for as long as it could be repeated.
    return Columns.TRANSACTIONS.get(context.state(), id).isPresent()
        ? Optional.of(Rejection.of(RejectionCode.UNKNOWN_SESSION))
        : timeliness(context);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Signer signer(StateContext context) {
    if (!isSigned()) {
      return new Signer.Nobody();
    }
    int index = participants.indexOf(creator);
    if (index >= 0
        && index < publicKeys.size()
        && publicKeys.get(index).size() == IdentityKeys.BYTES) {
      // Asked of blocks of others before their form is checked, so it must not trip over the rest.
      return new Signer.Known(
          new MlDsaPublicKey(
              publicKeys.get(index).slice(MlKemPublicKey.BYTES, IdentityKeys.BYTES)));
    }
    return Participation.signer(context, creator);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    int participantsMax = context.rules().limits().participantsMax();
    if (participants.size() > participantsMax) {
      return Optional.of(Rejection.limit("participantsMax", participantsMax));
    }
    int metadataMax = context.rules().limits().metadataBytesMax();
    if (metadata.size() > metadataMax) {
      return Optional.of(Rejection.limit("metadataBytesMax", metadataMax));
    }
    int unprovedMax = context.rules().limits().unprovedSessionsMax();
    boolean unproved = !isSigned() && !context.rules().isOpen();
    if (unproved && Totals.of(context.state()).unprovedSessions() >= unprovedMax) {
      return Optional.of(Rejection.limit("unprovedSessionsMax", unprovedMax));
    }
    return Optional.empty();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    return SessionOpening.apply(context, state, this, id);
  }
}
