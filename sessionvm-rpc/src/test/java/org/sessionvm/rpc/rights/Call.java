package org.sessionvm.rpc.rights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;

/**
 * A method as somebody calls it.
 *
 * @param name how the table calls it
 * @param who the parameter that names who signs; empty where a token tells who reads
 * @param params as this person would say it
 */
record Call(
    String method, String name, Way way, String who, BiFunction<Scene, Person, ObjectNode> params) {
  /** How a method is called, and by what it is known who calls. */
  enum Way {
    /** Signed. */
    WRITE,
    /** With a token. */
    READ,
    /** Over a WebSocket that has proved itself. */
    LIVE
  }

  static Call write(String method, String who, BiFunction<Scene, Person, ObjectNode> params) {
    return new Call(method, quoted(method), Way.WRITE, who, params);
  }

  static Call read(String method, Function<Scene, ObjectNode> params) {
    return new Call(method, quoted(method), Way.READ, "", (scene, _) -> params.apply(scene));
  }

  private static Call live(String method, String name, Function<Scene, ObjectNode> params) {
    return new Call(method, name, Way.LIVE, "", (scene, _) -> params.apply(scene));
  }

  static Call subscribe(String topic, Function<Scene, ObjectNode> params) {
    String name = quoted("Subscribe") + " to " + quoted(topic);
    return live("Subscribe", name, scene -> params.apply(scene).put("topic", topic));
  }

  private static String quoted(String text) {
    return "`" + text + "`";
  }

  /** Whether it is only there for what has ended. */
  boolean isAfterEnd() {
    return method.equals("PurgeSession");
  }

  private static ObjectNode object() {
    return TestCaller.object();
  }

  private static ObjectNode session(Scene scene) {
    return object().put("sessionId", scene.session());
  }

  private static ObjectNode handle(Scene scene) {
    return object().put("handle", scene.handles().alice());
  }

  /** What only a WebSocket can do. */
  static final List<Call> LIVE =
      List.of(
          subscribe("session", Call::session),
          subscribe("receipts", Call::session),
          subscribe("channel", s -> object().put("channelId", s.channel().id())),
          subscribe("participant", s -> object().put("participant", s.alice().id().toCb58())),
          live("Unsubscribe", quoted("Unsubscribe"), _ -> object().put("subscription", "1")));

  /** All that is about somebody, a line or two each. */
  static final List<Call> ALL =
      List.of(
          read("GetSession", Call::session),
          read("ListSessions", s -> object().put("participant", s.alice().id().toCb58())),
          write("AcceptSession", "participant", (s, p) -> p.accept(s.session())),
          write("CloseSession", "participant", (s, p) -> p.close(s.session())),
          write(
              "RenewSession",
              "participant",
              (s, p) -> p.renew(s.session(), s.node().time().currentMillis() + 604_800_000L)),
          write(
              "RotateSessionKey",
              "participant",
              (s, p) -> p.rotate(s.session(), s.alice(), s.bob())),
          read("GetCurrentKeys", Call::session),
          read("GetKeyByGeneration", s -> session(s).put("generation", 1)),
          write("SendMessage", "sender", (s, p) -> p.send(s.session(), "cc")),
          read("GetMessages", s -> session(s).put("fromSequence", 0)),
          read("GetMessage", s -> object().put("messageId", s.message())),
          read("QueryMessages", Call::session),
          write("DeleteMessage", "sender", (s, p) -> p.delete(s.session(), 0)),
          write("PurgeSession", "participant", (s, p) -> p.purge(s.session())),
          write(
              "AcknowledgeMessages",
              "participant",
              (s, p) -> p.acknowledge(s.session(), 1, 1, false)),
          read("GetReceipts", Call::session),
          write(
              "RegisterHandle",
              "owner",
              (s, p) -> p.registerHandle(s.handles().alice(), s.handles().alice())),
          write(
              "RenounceHandle",
              "owner",
              (s, p) -> p.renounceHandle(s.handles().alice(), s.handles().aliceId())),
          read("QueryHandle", s -> object().put("name", s.handles().alice())),
          read("GetHandles", s -> object().put("owner", s.alice().id().toCb58())),
          write(
              "UpdateProfile",
              "owner",
              (s, p) ->
                  p.updateProfile(
                      s.handles().alice(), s.handles().aliceId(), Map.of("bio", "x"), Map.of())),
          read("GetProfile", Call::handle),
          read("GetEnvironment", Call::handle),
          write(
              "EstablishSession",
              "caller",
              (s, p) ->
                  p.establish(
                      s.handles().alice(),
                      s.handles().aliceId(),
                      s.handles().bob(),
                      s.handles().bobId())),
          read(
              "QuerySession",
              s -> object().put("handleA", s.handles().alice()).put("handleB", s.handles().bob())),
          write("BlockSession", "participant", (s, p) -> p.block(s.handles().session(), true)),
          read("GetChatList", Call::handle),
          write(
              "RelayMessage",
              "sender",
              (s, p) -> p.send(s.handles().session(), "dd").put("handle", s.handles().alice())));
}
