package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.keystore.KeystoreException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command of the wallet. Exits with 0 when it did what was asked, with 1 and one line on the
 * error stream when that was refused or failed, with 2 when it was called wrongly.
 */
abstract class WalletCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOptions output = new OutputOptions();

  /** Does what was asked. */
  abstract void run(Output out) throws KeystoreException, IOException;

  @Override
  public final Integer call() {
    CommandSpec known = Objects.requireNonNull(spec);
    Output out = output.on(known.commandLine().getOut());
    try {
      run(out);
      return 0;
    } catch (ClientException
        | KeystoreException
        | IOException
        | UncheckedIOException
        | WalletRefusal e) {
      known
          .commandLine()
          .getErr()
          .println(known.root().name() + ": " + TerminalText.line(reason(e)));
      return FAILED;
    }
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException missing
        ? "no such file: " + missing.getFile()
        : String.valueOf(e.getMessage());
  }
}
