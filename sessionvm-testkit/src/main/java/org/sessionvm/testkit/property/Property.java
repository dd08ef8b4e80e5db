package org.sessionvm.testkit.property;

import java.util.function.Consumer;

/**
 * Runs a check for many seeds. A failure names its seed and the one command that repeats it.
 *
 * <p>{@code -Dsessionvm.seed=N} runs that seed alone; {@code -Dsessionvm.seeds=N} runs so many
 * instead of the number that a test asks for.
 */
public final class Property {
  private static final StackWalker CALLER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Property() {}

  /** Checks for the seeds from 0 to {@code seeds - 1}, or those that the system property names. */
  public static void check(int seeds, Consumer<Gen> body) {
    Class<?> test = CALLER.getCallerClass();
    Long only = Long.getLong("sessionvm.seed");
    if (only != null) {
      run(test, only, body);
      return;
    }
    int count = Integer.getInteger("sessionvm.seeds", seeds);
    for (long seed = 0; seed < count; seed++) {
      run(test, seed, body);
    }
  }

  private static void run(Class<?> test, long seed, Consumer<Gen> body) {
    try {
      body.accept(new Gen(seed));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed "
              + seed
              + " fails; repeat with: mvn -pl sessionvm-testkit -am test -Dtest="
              + test.getSimpleName()
              + " -Dsurefire.failIfNoSpecifiedTests=false -Dsessionvm.seed="
              + seed
              + "\n"
              + e.getMessage(),
          e);
    }
  }
}
