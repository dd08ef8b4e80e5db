package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about places that people join and leave. */
@Command(
    name = "channel",
    description = "Talk in channels, which others join by invitation and leave",
    subcommands = {
      ChannelCreateCommand.class,
      ChannelListCommand.class,
      ChannelShowCommand.class,
      ChannelMembersCommand.class,
      ChannelInviteCommand.class,
      ChannelJoinCommand.class,
      ChannelLeaveCommand.class,
      ChannelRemoveCommand.class,
      ChannelRoleCommand.class,
      ChannelRotateKeyCommand.class,
      ChannelGiveKeysCommand.class,
      ChannelSendCommand.class,
      ChannelReadCommand.class,
      ChannelListenCommand.class,
      ChannelDeleteCommand.class,
      ChannelCloseCommand.class
    })
final class ChannelCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a subcommand is missing");
  }
}
