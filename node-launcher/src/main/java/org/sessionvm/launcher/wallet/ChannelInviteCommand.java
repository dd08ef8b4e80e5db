package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SentInvitation;
import org.sessionvm.primitives.ParticipantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Invites. */
@Command(name = "invite", description = "Invite somebody, who can join for 7 days; for admins")
final class ChannelInviteCommand extends ChannelAction {
  @Parameters(
      index = "1",
      paramLabel = "ID",
      converter = ParticipantIdArgument.class,
      description = "Whom; known to the chain.")
  private @Nullable ParticipantId member;

  @Override
  void run(Output out, SecureChannel channel) {
    SentInvitation invitation = channel.invite(Objects.requireNonNull(member));
    out.print(
        "invited until %s  %s".formatted(invitation.expires(), invitation.id()),
        json ->
            json.put("invitation", invitation.id().toCb58())
                .put("expires", invitation.expires().toString()));
  }
}
