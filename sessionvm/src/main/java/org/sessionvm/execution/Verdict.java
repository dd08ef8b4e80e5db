package org.sessionvm.execution;

/** What the checks say of a transaction before it is carried out. */
public sealed interface Verdict {
  /** It can be carried out. */
  record Passed() implements Verdict {}

  /** It, or one to the same effect, was carried out before: the answer of then. */
  record Settled(Outcome outcome) implements Verdict {}

  /** It cannot be carried out. */
  record Refused(Rejection rejection) implements Verdict {}
}
