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
 * @param who the parameter that names who signs; empty where a token tells who reads
 * @param params as this person would say it
 */
record Call(String method, String who, BiFunction<Scene, Person, ObjectNode> params) {
  static Call write(String method, String who, BiFunction<Scene, Person, ObjectNode> params) {
    return new Call(method, who, params);
  }

  static Call read(String method, Function<Scene, ObjectNode> params) {
    return new Call(method, "", (scene, _) -> params.apply(scene));
  }

  /** Whether it is only there for what has ended. */
  boolean isAfterEnd() {
    return method.equals("PurgeSession");
  }

  boolean isWrite() {
    return !who.isEmpty();
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
