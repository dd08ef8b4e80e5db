package org.sessionvm.testkit.model;

import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;

/** What the model says of a transaction. */
public sealed interface Answer {
  /** It is carried out. */
  record Applied() implements Answer {}

  /** It was before. */
  record Repeated(Outcome outcome) implements Answer {}

  /** It is not; {@code limit} names the limit, if that is why. */
  record Refused(RejectionCode code, String limit) implements Answer {}
}
