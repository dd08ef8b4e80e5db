package org.sessionvm.plugin.process;

import java.util.Optional;

/** The process that started this one, without which a plugin has nothing to do. */
public final class ParentWatch {
  private final Optional<ProcessHandle> parent = ProcessHandle.current().parent();

  private ParentWatch() {}

  /** The parent as it is now. To be called early: an orphan has another. */
  public static ParentWatch begin() {
    return new ParentWatch();
  }

  /** Runs {@code action} when the parent is gone, which may be at once. */
  public void whenGone(Runnable action) {
    Thread.ofPlatform().name("parent").daemon().start(() -> await(action));
  }

  private void await(Runnable action) {
    parent.ifPresent(handle -> handle.onExit().join());
    action.run();
  }
}
