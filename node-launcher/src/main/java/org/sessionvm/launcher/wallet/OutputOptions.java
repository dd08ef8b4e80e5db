package org.sessionvm.launcher.wallet;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a command shows its result. */
final class OutputOptions {
  @Option(names = "--json", description = "Print JSON, one object on each line.")
  private boolean json;

  Output on(PrintWriter writer) {
    return new Output(writer, json);
  }
}
