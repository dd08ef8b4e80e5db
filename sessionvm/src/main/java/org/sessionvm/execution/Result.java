package org.sessionvm.execution;

/** How the state machine answers a transaction of a block. */
public sealed interface Result {
  /** It was carried out. */
  record Accepted(Outcome outcome) implements Result {}

  /** It was not, and the state is as it was. */
  record NotApplied(Verdict verdict) implements Result {}
}
