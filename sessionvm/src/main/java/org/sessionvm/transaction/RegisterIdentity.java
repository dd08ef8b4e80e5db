package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Identities;
import org.sessionvm.state.StateDiff;

/**
 * Asks the chain to keep an identity's keys for the retention time beyond its last session.
 *
 * <p>May be repeated: once half of that time is used up it counts anew.
 *
 * @param keys of the identity, which signs with the second
 */
public record RegisterIdentity(IdentityKeys keys) implements Transaction {
  static final int TYPE = 1;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.bytes(keys.kem().bytes()).bytes(keys.dsa().bytes());
  }

  static RegisterIdentity read(ByteReader reader) {
    return new RegisterIdentity(
        new IdentityKeys(
            new MlKemPublicKey(reader.bytes(MlKemPublicKey.BYTES)),
            new MlDsaPublicKey(reader.bytes(MlDsaPublicKey.BYTES))));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    ParticipantId participant = keys.participant(context.hashing());
    long renewableAfter = context.now() + context.rules().retentionMillis() / 2;
    return Columns.IDENTITY_LEASES
        .get(context.state(), participant)
        .filter(lease -> lease.registered())
        .filter(lease -> lease.sessions() > 0 || lease.keepUntilMillis() > renewableAfter)
        .map(_ -> new Outcome.IdentityRegistered(participant));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Optional.empty();
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Signer signer(StateContext context) {
    return new Signer.Known(keys.dsa());
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    ParticipantId participant = keys.participant(context.hashing());
    Identities.remember(state, participant, keys);
    Identities.register(state, participant, context.retainedUntil());
    return new Outcome.IdentityRegistered(participant);
  }
}
