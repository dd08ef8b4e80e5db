package org.sessionvm.testkit.model;

import java.util.Map;
import java.util.TreeMap;
import org.sessionvm.execution.Receipt;
import org.sessionvm.testkit.model.Commands.Command;

/** What happened how often, so that a run that checks nothing is noticed, and what must not. */
public final class Tally {
  private final Map<String, Integer> counts = new TreeMap<>();

  /** One more of this. */
  public void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** Adds the counts to others. */
  public void addTo(Map<String, Integer> others) {
    counts.forEach((what, count) -> others.merge(what, count, Integer::sum));
  }

  void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("it does not hold that it " + what);
    }
  }

  void require(Command command, boolean holds, String what, Answer expected) {
    require(holds, what + ": " + describe(command) + ", model: " + expected);
  }

  /** Compares an answer with the model's. */
  void check(Command command, Answer expected, Receipt actual) {
    boolean same =
        switch (expected) {
          case Answer.Applied _ -> false;
          case Answer.Repeated repeated ->
              actual instanceof Receipt.Accepted accepted
                  && accepted.outcome().equals(repeated.outcome());
          case Answer.Refused refused ->
              actual instanceof Receipt.Rejected rejected
                  && rejected.rejection().code() == refused.code()
                  && (refused.limit().isEmpty()
                      || refused.limit().equals(rejected.rejection().field().orElse("")));
        };
    require(same, "answers " + describe(command) + " with " + expected + ", not " + actual);
    String answer = expected instanceof Answer.Refused no ? no.code() + " " + no.limit() : "done";
    count(command.transaction().transaction().getClass().getSimpleName() + " " + answer);
  }

  private static String describe(Command command) {
    return command.transaction().transaction() + " signed " + command.signature();
  }
}
