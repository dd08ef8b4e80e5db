package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.GivenKey;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes somebody. */
@Command(
    name = "remove",
    description =
        "Remove a member and give those who stay a new key, or withdraw an invitation; for admins")
final class ChannelRemoveCommand extends ChannelAction {
  @Parameters(
      index = "1",
      paramLabel = "ID",
      converter = ParticipantIdArgument.class,
      description = "Whom.")
  private @Nullable ParticipantId member;

  @Option(
      names = "--invitation",
      paramLabel = "INVITATION",
      converter = InvitationArgument.class,
      description = "Withdraw this invitation, as invite showed it.")
  private @Nullable TransactionId invitation;

  @Override
  void run(Output out, SecureChannel channel) {
    if (invitation != null) {
      channel.withdraw(Objects.requireNonNull(member), invitation);
      // The chain says the same where there was none.
      out.print(
          "nobody joins as %s by %s"
              .formatted(Objects.requireNonNull(member).toSessionHex(), invitation),
          json -> json.put("withdrawn", true));
      return;
    }
    GivenKey key = channel.remove(Objects.requireNonNull(member));
    ChannelLines.print(out, key);
  }
}
