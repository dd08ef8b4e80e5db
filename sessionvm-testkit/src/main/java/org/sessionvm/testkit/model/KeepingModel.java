package org.sessionvm.testkit.model;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.testkit.model.ChainModel.Act;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RenewSession;

/** What the model makes of longer and shorter lives: of sessions, and of what was said in them. */
final class KeepingModel {
  private KeepingModel() {}

  static Answer examine(ChainModel model, RenewSession renewal, Signature signature, long now) {
    boolean back =
        model
            .session(renewal.session(), now)
            .filter(session -> !session.status(now).isEnded())
            .filter(session -> renewal.expiresMillis() < session.expires)
            .isPresent();
    if (renewal.expiresMillis() < 0 || back) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    return model.examine(
        new Act(renewal.session(), renewal.participant(), signature, now),
        session ->
            renewal.expiresMillis() == session.expires
                ? Optional.of(new Outcome.SessionRenewed(session.id, session.expires))
                : Optional.empty(),
        _ ->
            renewal.expiresMillis() - now > 1_000 * model.rules().sessionRenewalMaxSeconds()
                ? "sessionRenewalMax"
                : "",
        false);
  }

  static Outcome apply(ChainModel model, RenewSession renewal) {
    ModelSession session = model.sign(renewal.session(), renewal.participant());
    session.expires = renewal.expiresMillis();
    return new Outcome.SessionRenewed(session.id, session.expires);
  }

  static Answer examine(ChainModel model, DeleteMessage deletion, Signature signature, long now) {
    if (deletion.sequence() < 0) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    Optional<ModelSession> found =
        model
            .session(deletion.session(), now)
            .filter(session -> deletion.sequence() < session.messages.size());
    int sequence = (int) deletion.sequence();
    boolean own =
        found
            .filter(session -> session.messages.get(sequence).sender().equals(deletion.sender()))
            .isPresent();
    Answer answer =
        model.examine(
            new Act(deletion.session(), deletion.sender(), signature, now),
            session ->
                own && session.isHidden(sequence, now)
                    ? Optional.of(new Outcome.MessageDeleted(session.id, sequence))
                    : Optional.empty(),
            _ -> "",
            true);
    if (own || answer instanceof Answer.Refused) {
      return answer;
    }
    return ChainModel.refused(
        found.isPresent() ? RejectionCode.UNAUTHORIZED : RejectionCode.UNKNOWN_MESSAGE);
  }

  static Outcome apply(ChainModel model, DeleteMessage deletion) {
    session(model, deletion.session()).deleted.add((int) deletion.sequence());
    return new Outcome.MessageDeleted(deletion.session(), deletion.sequence());
  }

  static Answer examine(ChainModel model, PurgeSession purge, Signature signature, long now) {
    boolean goesOn =
        model
            .session(purge.session(), now)
            .filter(session -> !session.status(now).isEnded())
            .isPresent();
    return goesOn
        ? ChainModel.refused(RejectionCode.MALFORMED)
        : model.examine(
            new Act(purge.session(), purge.participant(), signature, now),
            session ->
                session.purged
                    ? Optional.of(new Outcome.SessionPurged(session.id))
                    : Optional.empty(),
            _ -> "",
            true);
  }

  static Outcome apply(ChainModel model, PurgeSession purge) {
    session(model, purge.session()).purged = true;
    return new Outcome.SessionPurged(purge.session());
  }

  private static ModelSession session(ChainModel model, SessionId id) {
    return Optional.ofNullable(model.sessions.get(id)).orElseThrow();
  }
}
