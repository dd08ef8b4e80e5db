package org.sessionvm.launcher.wallet;

import org.sessionvm.launcher.demo.DemoCommand;
import picocli.CommandLine;

/** The commands of people rather than of nodes, for the main command to add. */
public final class WalletCommands {
  private WalletCommands() {}

  /**
   * Adds {@code identity}, {@code handle}, {@code channel}, {@code session}, {@code message},
   * {@code send}, {@code read}, {@code listen} and {@code demo}.
   */
  public static void addTo(CommandLine main) {
    main.addSubcommand(new IdentityCommand())
        .addSubcommand(new HandleCommand())
        .addSubcommand(new ChannelCommand())
        .addSubcommand(new SessionCommand())
        .addSubcommand(new MessageCommand())
        .addSubcommand(new SendCommand())
        .addSubcommand(new ReadCommand())
        .addSubcommand(new ListenCommand())
        .addSubcommand(new InboxCommand())
        .addSubcommand(new DemoCommand());
  }
}
