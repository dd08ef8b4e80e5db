package org.sessionvm.launcher.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;

/** What a channel must be after transactions that are all allowed. */
final class ChannelAccount {
  final ChannelId id;
  final Map<ParticipantId, Member> members = new HashMap<>();
  final Map<ParticipantId, TransactionId> invitations = new HashMap<>();
  final ChannelKeyAccount keys = new ChannelKeyAccount();

  /** In their order; those that were deleted keep their place. */
  final List<Optional<Sent>> messages = new ArrayList<>();

  String name = "";
  boolean closed;

  record Member(ChannelRole role, TransactionId membership) {}

  record Sent(TransactionId id, SendChannelMessage message) {}

  ChannelAccount(ChannelId id) {
    this.id = id;
  }

  boolean exists() {
    return !members.isEmpty();
  }

  Member member(ParticipantId who) {
    return Optional.ofNullable(members.get(who)).orElseThrow();
  }

  TransactionId invitation(ParticipantId who) {
    return Optional.ofNullable(invitations.get(who)).orElseThrow();
  }

  ParticipantId owner() {
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().role() == ChannelRole.OWNER)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** What a node must answer to it; the time of an invitation's end is left out. */
  Outcome apply(PreparedTransaction done) {
    return switch (done.transaction()) {
      case CreateChannel create -> create(create, done.id());
      case InviteToChannel invite -> {
        invitations.put(invite.invitee(), done.id());
        yield new Outcome.ChannelInvited(id, done.id(), 0);
      }
      case JoinChannel join -> {
        invitations.remove(join.participant());
        members.put(join.participant(), new Member(ChannelRole.MEMBER, join.invitation()));
        yield new Outcome.ChannelJoined(id);
      }
      case RemoveChannelMember remove -> remove(remove);
      case ChangeChannelRole change -> change(change);
      case GiveChannelKey give ->
          new Outcome.ChannelKeyGiven(id, give.generation(), keys.give(give, members.size()));
      case SendChannelMessage send -> {
        messages.add(Optional.of(new Sent(done.id(), send)));
        yield new Outcome.ChannelMessageAccepted(id, messages.size() - 1);
      }
      case DeleteChannelMessage delete -> {
        messages.set((int) delete.sequence(), Optional.empty());
        yield new Outcome.ChannelMessageDeleted(id, delete.sequence());
      }
      case CloseChannel _ -> {
        closed = true;
        yield new Outcome.ChannelClosed(id);
      }
      default -> throw new IllegalArgumentException("is about no channel");
    };
  }

  private Outcome create(CreateChannel create, TransactionId creation) {
    name = create.name().text();
    members.put(create.owner(), new Member(ChannelRole.OWNER, creation));
    return new Outcome.ChannelCreated(id);
  }

  private Outcome remove(RemoveChannelMember remove) {
    if (!invitations.remove(remove.member(), remove.membership())) {
      members.remove(remove.member());
      keys.depart(remove.member(), members.size());
    }
    return new Outcome.ChannelMemberRemoved(id);
  }

  private Outcome change(ChangeChannelRole change) {
    if (change.role() == ChannelRole.OWNER) {
      assign(change.owner(), ChannelRole.ADMIN);
    }
    assign(change.member(), change.role());
    return new Outcome.ChannelRoleChanged(id);
  }

  private void assign(ParticipantId who, ChannelRole role) {
    members.put(who, new Member(role, member(who).membership()));
  }
}
