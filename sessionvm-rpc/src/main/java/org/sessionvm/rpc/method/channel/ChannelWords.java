package org.sessionvm.rpc.method.channel;

import java.util.Optional;
import java.util.function.Predicate;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.ParticipantChannel;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.ChannelView;

/** What requests about channels have in common. */
public final class ChannelWords {
  private ChannelWords() {}

  /** A channel for its members, where proof is asked for. */
  public static Channel ofMembers(ChannelReader channels, ChannelId id, Caller caller) {
    return require(channels, id, caller, view -> view.member().isPresent()).channel();
  }

  /** A channel for its members and those who are invited, where proof is asked for. */
  static ChannelView visible(ChannelReader channels, ChannelId id, Caller caller) {
    return require(channels, id, caller, ChannelView::isEntitled);
  }

  private static ChannelView require(
      ChannelReader channels, ChannelId id, Caller caller, Predicate<ChannelView> entitled) {
    ChannelView view =
        channels
            .view(id, caller.participant())
            .orElseThrow(
                () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_CHANNEL.text())));
    if (caller.participant().isPresent() && !entitled.test(view)) {
      throw new RpcException(RpcError.unauthorized("not a member of the channel"));
    }
    return view;
  }

  static ChannelRole role(String text) {
    for (ChannelRole role : ChannelRole.values()) {
      if (role.wireName().equals(text)) {
        return role;
      }
    }
    throw new RpcException(RpcError.invalidField("role", "must be member, admin or owner"));
  }

  static ParticipantChannel.Relation relation(String text) {
    return switch (text) {
      case "owner" -> ParticipantChannel.Relation.OWNED;
      case "member" -> ParticipantChannel.Relation.JOINED;
      case "invited" -> ParticipantChannel.Relation.INVITED;
      default ->
          throw new RpcException(
              RpcError.invalidField("relation", "must be owner, member or invited"));
    };
  }

  /** More than there ever are could not even be looked for. */
  static long generation(long generation) {
    if (generation > ChannelKey.GENERATIONS_MAX) {
      throw new RpcException(RpcError.notFound("unknown key"));
    }
    return generation;
  }

  static void requireCursor(Optional<Bytes> cursor) {
    if (cursor.filter(bytes -> bytes.size() > Identifier.BYTES).isPresent()) {
      throw new RpcException(RpcError.invalidField("cursor", "is not a nextCursor of this node"));
    }
  }
}
