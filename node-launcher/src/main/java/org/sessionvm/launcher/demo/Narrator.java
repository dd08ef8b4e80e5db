package org.sessionvm.launcher.demo;

import java.io.PrintWriter;

/** Tells the story: numbered steps, what happens in each and why it matters. */
final class Narrator {
  private final PrintWriter out;
  private int step;

  Narrator(PrintWriter out) {
    this.out = out;
  }

  /** Begins a step. */
  void step(String title) {
    step++;
    line("");
    line(step + ". " + title);
  }

  /** Says why. */
  void why(String text) {
    text.lines().forEach(each -> line("   " + each));
  }

  /** Shows what came out. */
  void shows(String name, Object value) {
    line("     %-12s %s".formatted(name, value));
  }

  /** Ends the story if something is not as it must be. */
  void check(boolean holds, String what) {
    if (!holds) {
      throw new DemoFailure("this should hold and does not: " + what);
    }
    line("   ✓ " + what);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }
}
