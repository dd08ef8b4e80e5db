package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.ChannelRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a role. */
@Command(name = "role", description = "Give a member another role; owner hands the channel over")
final class ChannelRoleCommand extends ChannelAction {
  @Parameters(
      index = "1",
      paramLabel = "ID",
      converter = ParticipantIdArgument.class,
      description = "Whom.")
  private @Nullable ParticipantId member;

  @Parameters(
      index = "2",
      paramLabel = "member|admin|owner",
      converter = ChannelRoleArgument.class,
      description = "What it becomes.")
  private @Nullable ChannelRole role;

  @Override
  void run(Output out, SecureChannel channel) {
    ChannelRole given = Objects.requireNonNull(role);
    channel.changeRole(Objects.requireNonNull(member), given);
    out.print("now " + given.wireName(), json -> json.put("role", given.wireName()));
  }
}
