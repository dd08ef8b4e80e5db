package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import org.sessionvm.launcher.settings.SettingsSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON schema of configuration files. */
@Command(name = "schema", description = "Print the JSON schema of configuration files")
final class ConfigSchemaCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(SettingsSchema.text());
    out.flush();
  }
}
