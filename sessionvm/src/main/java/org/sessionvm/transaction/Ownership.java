package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.Handles;
import org.sessionvm.state.Incarnation;

/** What everything that the owner of a handle does has in common. */
final class Ownership {
  private Ownership() {}

  /** An incarnation, unless it is unknown or due to be forgotten. */
  static Optional<Incarnation> find(StateContext context, IncarnationId handle) {
    return Handles.find(context.state(), handle).filter(found -> !found.isGoneAt(context.now()));
  }

  /** Whether the incarnation is there and, unless settled, not given up. */
  static Optional<Rejection> target(StateContext context, IncarnationId handle, boolean settled) {
    Optional<Incarnation> found =
        find(context, handle).filter(incarnation -> settled || !incarnation.isRenounced());
    return found.isPresent()
        ? Optional.empty()
        : Optional.of(Rejection.of(RejectionCode.UNKNOWN_HANDLE));
  }

  static Optional<Rejection> authorize(
      StateContext context, IncarnationId handle, ParticipantId owner) {
    return isOwner(context, handle, owner)
        ? Optional.empty()
        : Optional.of(Rejection.unauthorized("not the owner of the handle"));
  }

  static boolean isOwner(StateContext context, IncarnationId handle, ParticipantId owner) {
    return find(context, handle)
        .filter(incarnation -> incarnation.owner().equals(owner))
        .isPresent();
  }

  /**
   * Whether something was signed near the block's time: it cannot be brought out again later, when
   * what it once did is undone.
   */
  static Optional<Rejection> timeliness(StateContext context, long timestampMillis) {
    long window = ChainRules.CREATION_WINDOW.toMillis();
    boolean timely = timestampMillis >= 0 && Math.abs(timestampMillis - context.now()) <= window;
    return timely
        ? Optional.empty()
        : Optional.of(
            Rejection.malformed(
                "timestamp", "must be within " + window / 60_000 + " minutes of the block's time"));
  }

  /** Whether something was signed near the block's time and after what it replaces. */
  static Optional<Rejection> timeliness(
      StateContext context, long timestampMillis, long replacedMillis) {
    return timestampMillis > replacedMillis
        ? timeliness(context, timestampMillis)
        : Optional.of(
            Rejection.malformed("timestamp", "must be later than that of what it replaces"));
  }
}
