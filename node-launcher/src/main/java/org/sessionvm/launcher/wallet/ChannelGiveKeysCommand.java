package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.primitives.ParticipantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives older keys. */
@Command(
    name = "give-keys",
    description = "Let a member read what came before, as far as you can yourself; for admins")
final class ChannelGiveKeysCommand extends ChannelAction {
  @Parameters(
      index = "1",
      paramLabel = "ID",
      converter = ParticipantIdArgument.class,
      description = "Who.")
  private @Nullable ParticipantId member;

  @Override
  void run(Output out, SecureChannel channel) {
    int given = channel.givePastKeys(Objects.requireNonNull(member));
    out.print("keys given: " + given, json -> json.put("given", given));
  }
}
