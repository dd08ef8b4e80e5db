package org.sessionvm.rpc.method.session;

import java.util.Optional;
import java.util.function.BiFunction;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.StateReader;

/** What one participant does to a session. */
final class Participants {
  private Participants() {}

  /**
   * Submits what a participant does. One who is not named is nobody, whom the chain refuses in its
   * place of the order; where it asks for no proof, anyone may, and the first one stands for all.
   */
  static Outcome submit(
      MethodServices services,
      SessionId session,
      Optional<ParticipantId> participant,
      Optional<Bytes> signature,
      BiFunction<SessionId, ParticipantId, Transaction> transaction) {
    ParticipantId who = participant.orElseGet(() -> unnamed(services, session));
    return services
        .writes()
        .submit(transaction.apply(session, who), signature.orElse(Bytes.EMPTY), who);
  }

  private static ParticipantId unnamed(MethodServices services, SessionId session) {
    if (!services.vm().rules().isOpen()) {
      return ParticipantId.NOBODY;
    }
    try (StateReader state = services.vm().read()) {
      return state
          .session(session)
          .map(view -> view.session().participants().getFirst())
          .orElse(ParticipantId.NOBODY);
    }
  }
}
