package org.sessionvm.rpc.method;

/** How much memory it takes to make an answer. */
public enum AnswerCost {
  /** Little; any number are made at once. */
  SMALL,
  /** Megabytes: few are made at once, and one that waits too long is refused. */
  PAGE
}
