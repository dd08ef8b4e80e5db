package org.sessionvm.store.progress;

/** Hears how far long work is, and may stop it. Called on the thread that works. */
@FunctionalInterface
public interface Progress {
  /** Goes on to the end and tells nobody. */
  Progress SILENT = _ -> true;

  /**
   * Where the work is.
   *
   * @param name what is being done, for people
   * @param done of {@code total}
   * @param total in the unit; 0 when not known
   */
  record Step(String name, long done, long total, Unit unit) {}

  /** What is counted. */
  enum Unit {
    BYTES,
    FILES,
    ROWS
  }

  /**
   * Hears of a step.
   *
   * @return whether to go on
   */
  boolean reached(Step step);

  /**
   * Tells of bytes.
   *
   * @throws StoppedException when it is not to go on
   */
  default void bytes(String name, long done, long total) {
    require(new Step(name, done, total, Unit.BYTES));
  }

  /**
   * Tells of files.
   *
   * @throws StoppedException when it is not to go on
   */
  default void files(String name, long done, long total) {
    require(new Step(name, done, total, Unit.FILES));
  }

  /**
   * Tells of rows.
   *
   * @throws StoppedException when it is not to go on
   */
  default void rows(String name, long done) {
    require(new Step(name, done, 0, Unit.ROWS));
  }

  private void require(Step step) {
    if (!reached(step)) {
      throw new StoppedException();
    }
  }
}
