package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;

/**
 * A participant moves the end of a session on.
 *
 * @param session which one
 * @param participant who
 * @param expiresMillis from this time on the session is expired
 */
public record RenewSession(SessionId session, ParticipantId participant, long expiresMillis)
    implements Transaction {
  static final int TYPE = 12;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(participant).u64(expiresMillis);
  }

  static RenewSession read(ByteReader reader) {
    return new RenewSession(reader.id(SessionId::new), reader.id(ParticipantId::new), reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    if (expiresMillis < 0) {
      return Optional.of(Rejection.malformed("expires", "is 2^63 or more"));
    }
    return context
        .session(session)
        .filter(view -> !view.statusAt(context.now()).isEnded())
        .filter(view -> expiresMillis < view.session().expiresMillis())
        .map(_ -> Rejection.malformed("expires", "is before the end that the session has"));
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .session(session)
        .filter(view -> view.indexOf(participant) >= 0)
        .filter(view -> expiresMillis == view.session().expiresMillis())
        .map(_ -> new Outcome.SessionRenewed(session, expiresMillis));
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
    long most = context.rules().sessionRenewalMaxSeconds();
    return expiresMillis > context.now() + context.rules().sessionRenewalMaxMillis()
        ? Optional.of(Rejection.limit("sessionRenewalMax", most))
        : Optional.empty();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    SessionView view = Participation.prove(context, state, session, participant);
    Sessions.renew(state, view, expiresMillis);
    return new Outcome.SessionRenewed(session, expiresMillis);
  }
}
