package org.sessionvm.launcher.wallet;

import picocli.CommandLine;

/** The wallet's commands, for the main command to add. */
public final class WalletCommands {
  private WalletCommands() {}

  /** Adds {@code identity}, {@code session}, {@code send} and {@code read}. */
  public static void addTo(CommandLine main) {
    main.addSubcommand(new IdentityCommand())
        .addSubcommand(new SessionCommand())
        .addSubcommand(new SendCommand())
        .addSubcommand(new ReadCommand());
  }
}
