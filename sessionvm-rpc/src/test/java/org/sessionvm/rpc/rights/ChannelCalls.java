package org.sessionvm.rpc.rights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiFunction;
import org.sessionvm.rpc.node.ChannelRequests;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;

/** What is about a channel, a line or two each. */
final class ChannelCalls {
  private ChannelCalls() {}

  private static Call write(
      String method, String who, BiFunction<Scene, ChannelRequests, ObjectNode> params) {
    return Call.write(method, who, (s, p) -> params.apply(s, new ChannelRequests(p)));
  }

  private static Call read(String method) {
    return Call.read(method, ChannelCalls::channel);
  }

  private static ObjectNode channel(Scene scene) {
    return TestCaller.object().put("channelId", scene.channel().id());
  }

  private static ObjectNode of(Person person) {
    return TestCaller.object().put("participant", person.id().toCb58());
  }

  static final List<Call> ALL =
      List.of(
          write("CreateChannel", "owner", (s, p) -> p.create("supper", 3)),
          read("GetChannel"),
          Call.read("ListChannels", s -> of(s.alice()).put("relation", "member")),
          read("GetChannelMembers"),
          write("InviteToChannel", "inviter", (s, p) -> p.invite(s.channel().id(), s.carol())),
          write(
              "JoinChannel",
              "participant",
              (s, p) -> p.join(s.channel().other(), s.channel().invitation())),
          write(
              "LeaveChannel",
              "participant",
              (s, p) -> p.leave(s.channel().id(), s.channel().bobs())),
          write(
              "RemoveChannelMember",
              "remover",
              (s, p) -> p.remove(s.channel().id(), s.channel().dave(), s.channel().daves())),
          write(
              "ChangeChannelRole",
              "owner",
              (s, p) ->
                  p.changeRole(
                      s.channel().id(), s.channel().dave(), s.channel().daves(), "admin", 0)),
          write(
              "GiveChannelKey",
              "author",
              (s, p) -> p.giveKey(s.channel().id(), 2, p.person(), s.channel().dave())),
          Call.read("GetChannelKey", s -> channel(s).put("participant", s.alice().id().toCb58())),
          write("SendChannelMessage", "sender", (s, p) -> p.send(s.channel().id(), 1, "bb")),
          read("GetChannelMessages"),
          write("DeleteChannelMessage", "sender", (s, p) -> p.delete(s.channel().id(), 0)),
          write("CloseChannel", "owner", (s, p) -> p.close(s.channel().id())));
}
