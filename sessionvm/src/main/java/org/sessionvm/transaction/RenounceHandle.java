package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.HandlePair;
import org.sessionvm.state.Handles;
import org.sessionvm.state.Identities;
import org.sessionvm.state.Incarnation;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;

/**
 * The owner gives a handle up: the name is free, and what it had with other handles ends.
 *
 * @param handle which registration of it, so that nobody can repeat this against a later one
 * @param owner whose it is
 */
public record RenounceHandle(IncarnationId handle, ParticipantId owner) implements Transaction {
  static final int TYPE = 7;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(handle).id(owner);
  }

  static RenounceHandle read(ByteReader reader) {
    return new RenounceHandle(reader.id(IncarnationId::new), reader.id(ParticipantId::new));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return Ownership.find(context, handle)
        .filter(Incarnation::isRenounced)
        .map(_ -> new Outcome.HandleRenounced(handle));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Ownership.target(context, handle, settled);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Ownership.authorize(context, handle, owner);
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, owner);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    // Not before the registration is too old to be accepted again, nor before its sessions go.
    long forget =
        Math.max(
            context.now() + 2 * ChainRules.CREATION_WINDOW.toMillis() + 1, context.retainedUntil());
    for (HandlePair pair : Pairs.of(state, handle)) {
      Optional<SessionView> view =
          Pairs.find(state, pair).flatMap(record -> SessionView.find(state, record.session()));
      forget = Math.max(forget, view.map(context::retainedUntil).orElse(0L));
      view.filter(open -> !open.statusAt(context.now()).isEnded())
          .ifPresent(
              open -> Sessions.close(state, open, context.now(), context.retainedUntil(open)));
    }
    Handles.renounce(state, handle, Handles.live(state, handle).orElseThrow(), forget);
    if (!context.rules().isOpen()) {
      Identities.release(state, owner, context.retainedUntil());
    }
    return new Outcome.HandleRenounced(handle);
  }
}
