package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Handles;
import org.sessionvm.state.Identities;
import org.sessionvm.state.Incarnation;
import org.sessionvm.state.StateDiff;

/**
 * An identity takes a free name.
 *
 * @param name which one
 * @param owner whose it will be
 * @param timestampMillis the owner's clock, unsigned
 */
public record RegisterHandle(HandleName name, ParticipantId owner, long timestampMillis)
    implements Transaction {
  static final int TYPE = 6;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.string(name.text()).id(owner).u64(timestampMillis);
  }

  static RegisterHandle read(ByteReader reader) {
    return new RegisterHandle(
        new HandleName(reader.string(HandleName.BYTES_MAX)),
        reader.id(ParticipantId::new),
        reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    IncarnationId own = IncarnationId.of(id);
    return Ownership.find(context, own).isPresent()
        ? Optional.of(new Outcome.HandleRegistered(own))
        : Handles.find(context.state(), name)
            .filter(handle -> Ownership.isOwner(context, handle, owner))
            .map(Outcome.HandleRegistered::new);
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return settled ? Optional.empty() : Ownership.timeliness(context, timestampMillis);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, owner);
  }

  /** That the name is taken matters only to a registration that was not accepted before. */
  @Override
  public Optional<Rejection> limits(StateContext context) {
    if (Handles.find(context.state(), name).isPresent()) {
      return Optional.of(Rejection.unauthorized("the handle is taken"));
    }
    return Handles.count(context.state(), owner) >= Handles.PER_OWNER_MAX
        ? Optional.of(Rejection.limit("handlesPerOwnerMax", Handles.PER_OWNER_MAX))
        : Optional.empty();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    IncarnationId handle = IncarnationId.of(id);
    if (!context.rules().isOpen()) {
      // Its keys are wanted beyond the handle, to check a renunciation that is repeated.
      Identities.register(state, owner, context.retainedUntil());
      Identities.hold(state, owner);
    }
    Handles.register(state, handle, new Incarnation(name, owner, context.now(), 0, false, 0));
    return new Outcome.HandleRegistered(handle);
  }
}
