package org.sessionvm.testkit.model;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.testkit.model.ChainModel.Act;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.testkit.model.ModelSession.Marks;
import org.sessionvm.transaction.AcknowledgeMessages;

/** What the model makes of acknowledgements. */
final class AcknowledgementModel {
  private AcknowledgementModel() {}

  static Answer examine(ChainModel model, AcknowledgeMessages said, Signature signature, long now) {
    boolean tooMany =
        model
            .session(said.session(), now)
            .filter(session -> said.delivered() > session.messages.size())
            .isPresent();
    if (said.delivered() < 0 || said.read() < 0 || said.read() > said.delivered()) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    Answer answer =
        model.examine(
            new Act(said.session(), said.participant(), signature, now),
            session -> {
              Marks marks = session.marks(said.participant());
              return said.delivered() <= marks.delivered() && said.read() <= marks.read()
                  ? Optional.of(new Outcome.MessagesAcknowledged(session.id))
                  : Optional.empty();
            },
            _ -> "",
            true);
    return tooMany && !(answer instanceof Answer.Refused)
        ? ChainModel.refused(RejectionCode.MALFORMED)
        : answer;
  }

  static Outcome apply(ChainModel model, AcknowledgeMessages said) {
    ModelSession session = Optional.ofNullable(model.sessions.get(said.session())).orElseThrow();
    Marks marks = session.marks(said.participant());
    session.marks.put(
        said.participant(),
        new Marks(
            Math.max(marks.delivered(), said.delivered()),
            Math.max(marks.read(), said.read()),
            said.read() > marks.read() ? said.keepsPrivate() : marks.isPrivate()));
    return new Outcome.MessagesAcknowledged(session.id);
  }
}
