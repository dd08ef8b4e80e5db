package org.sessionvm.rpc.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.rpc.node.ChannelRequests;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.rpc.node.TestSocket;

/** A conversation in which every method is called once. Only signatures and tokens are random. */
final class GoldenStory {
  private final TestNode node;
  private final TestCaller caller;
  private final Map<String, JsonNode> requests = new LinkedHashMap<>();
  private final Map<String, JsonNode> answers = new LinkedHashMap<>();

  private GoldenStory(TestNode node) {
    this.node = node;
    this.caller = node.caller();
  }

  /** Requests and answers by method, made anew. */
  static Map<String, ObjectNode> tell() {
    try (TestNode node = TestNode.start()) {
      GoldenStory story = new GoldenStory(node);
      try (TestCaller caller = story.caller) {
        story.hold(caller);
      }
      Map<String, ObjectNode> pairs = new LinkedHashMap<>();
      story.requests.forEach(
          (method, request) -> {
            ObjectNode pair = TestCaller.object();
            pair.set("request", request);
            pair.set("answer", story.answers.get(method));
            pairs.put(method, pair);
          });
      return pairs;
    }
  }

  private void hold(TestCaller reader) {
    Person alice = person(1);
    Person bob = person(2);
    ask("sessionvm.RegisterIdentity", bob.register());
    ask("sessionvm.GetIdentity", TestCaller.object().put("id", bob.identity().sessionId()));
    JsonNode created =
        ask("sessionvm.CreateSession", alice.create(7, Map.of("topic", "lunch"), bob));
    String session = created.at("/result/sessionId").textValue();
    ask("sessionvm.AcceptSession", bob.accept(session));
    JsonNode sent = ask("sessionvm.SendMessage", alice.send(session, "c0ffee"));
    JsonNode token = ask("sessionvm.Authenticate", bob.authenticate(node.time().currentMillis()));
    reader.withToken(token.at("/result/token").textValue());
    ask(
        "sessionvm.GetMessages",
        TestCaller.object().put("sessionId", session).put("fromSequence", 0).put("limit", 10));
    ask(
        "sessionvm.GetMessage",
        TestCaller.object().put("messageId", sent.at("/result/messageId").textValue()));
    ask("sessionvm.RotateSessionKey", alice.rotate(session, alice, bob));
    ask("sessionvm.GetCurrentKeys", TestCaller.object().put("sessionId", session));
    ask(
        "sessionvm.GetKeyByGeneration",
        TestCaller.object().put("sessionId", session).put("generation", 1));
    ask("sessionvm.RenewSession", bob.renew(session, node.time().currentMillis() + 604_800_000L));
    ask(
        "sessionvm.QueryMessages",
        TestCaller.object()
            .put("sessionId", session)
            .put("until", node.time().currentMillis())
            .put("order", "desc"));
    ask("sessionvm.AcknowledgeMessages", bob.acknowledge(session, 1, 1, false));
    ask("sessionvm.GetReceipts", TestCaller.object().put("sessionId", session));
    ask("sessionvm.ListSessions", TestCaller.object().put("participant", bob.id().toCb58()));
    ask("sessionvm.GetSession", TestCaller.object().put("sessionId", session));
    listen(alice, session);
    ask("sessionvm.CloseSession", bob.close(session));
    tellOfHandles(alice, bob);
    tellOfChannels(alice, bob);
    ask("sessionvm.DeleteMessage", alice.delete(session, 0));
    ask("sessionvm.PurgeSession", bob.purge(session));
    ask("sessionvm.Health", TestCaller.object());
    ask("sessionvm.Info", TestCaller.object());
    ask("rpc.discover", TestCaller.object());
    operate();
  }

  /** Bob is logged in. */
  private void tellOfHandles(Person alice, Person bob) {
    String first = registered(alice.registerHandle("alice", "alice"));
    String second = registered(bob.registerHandle("bob", "bob"));
    ask("sessionvm.QueryHandle", TestCaller.object().put("name", "bob"));
    ask("sessionvm.GetHandles", TestCaller.object().put("owner", bob.id().toCb58()));
    ask(
        "sessionvm.UpdateProfile",
        bob.updateProfile("bob", second, Map.of("bio", "hungry"), Map.of("theme", "dark")));
    ask("sessionvm.GetProfile", TestCaller.object().put("handle", "bob"));
    ask("sessionvm.GetEnvironment", TestCaller.object().put("handle", "bob"));
    JsonNode made =
        ask("sessionvm.EstablishSession", alice.establish("alice", first, "bob", second));
    ask(
        "sessionvm.QuerySession",
        TestCaller.object().put("handleA", "bob").put("handleB", "alice"));
    String session = made.at("/result/sessionId").textValue();
    ask("sessionvm.RelayMessage", bob.send(session, "0badcafe").put("handle", "bob"));
    ask("sessionvm.BlockSession", bob.block(session, true));
    ask("sessionvm.UpdateChatList", TestCaller.object());
    ask("sessionvm.Notify", TestCaller.object());
    ask("sessionvm.GetChatList", TestCaller.object().put("handle", "bob"));
    ask("sessionvm.RenounceHandle", alice.renounceHandle("alice", first));
  }

  /** Bob is logged in. */
  private void tellOfChannels(Person alice, Person bob) {
    ChannelRequests owner = new ChannelRequests(alice);
    ChannelRequests member = new ChannelRequests(bob);
    String channel =
        ask("sessionvm.CreateChannel", owner.create("lunch", 1))
            .at("/result/channelId")
            .textValue();
    String invitation = invited(owner.invite(channel, bob));
    ask(
        "sessionvm.ListChannels",
        TestCaller.object().put("participant", bob.id().toCb58()).put("relation", "invited"));
    ask("sessionvm.JoinChannel", member.join(channel, invitation));
    ask("sessionvm.GiveChannelKey", owner.giveKey(channel, 1, alice, bob));
    ask("sessionvm.GetChannel", named(channel));
    ask("sessionvm.GetChannelMembers", named(channel));
    ask("sessionvm.GetChannelKey", named(channel).put("participant", bob.id().toCb58()));
    ask("sessionvm.SendChannelMessage", owner.send(channel, 1, "c0ffee"));
    ask("sessionvm.GetChannelMessages", named(channel).put("fromSequence", 0).put("limit", 10));
    ask("sessionvm.DeleteChannelMessage", owner.delete(channel, 0));
    ask("sessionvm.ChangeChannelRole", owner.changeRole(channel, bob, invitation, "admin", 2));
    ask("sessionvm.LeaveChannel", member.leave(channel, invitation));
    String second = invited(owner.invite(channel, bob));
    ask("sessionvm.RemoveChannelMember", owner.remove(channel, bob, second));
    ask("sessionvm.CloseChannel", owner.close(channel));
  }

  private static ObjectNode named(String channel) {
    return TestCaller.object().put("channelId", channel);
  }

  private String invited(ObjectNode params) {
    return ask("sessionvm.InviteToChannel", params).at("/result/invitation").textValue();
  }

  private String registered(ObjectNode params) {
    return ask("sessionvm.RegisterHandle", params).at("/result/incarnation").textValue();
  }

  private void listen(Person listener, String session) {
    try (TestSocket socket = TestSocket.to(node).login(listener)) {
      ask(
          socket,
          "sessionvm.Subscribe",
          TestCaller.object()
              .put("topic", "session")
              .put("sessionId", session)
              .put("fromSequence", 0));
      ask(socket, "sessionvm.Unsubscribe", TestCaller.object().put("subscription", "1"));
    }
  }

  private void ask(TestSocket socket, String method, ObjectNode params) {
    JsonNode answer = socket.call(method, params);
    ObjectNode request = TestCaller.object().put("jsonrpc", "2.0");
    request.set("id", answer.get("id"));
    request.put("method", method).set("params", params);
    requests.put(method, request);
    answers.put(method, answer);
  }

  private void operate() {
    try (TestCaller operator = node.operator()) {
      ask(operator, "admin.GetLogLevel", TestCaller.object());
      ask(operator, "admin.SetLogLevel", TestCaller.object().put("level", "debug"));
      ask(operator, "admin.Flush", TestCaller.object());
      ask(operator, "admin.Peers", TestCaller.object());
      ask(operator, "admin.ReloadCertificates", TestCaller.object());
      ask(operator, "admin.Backup", TestCaller.object());
      ask(operator, "admin.BackupStatus", TestCaller.object());
      ask(operator, "admin.CancelBackup", TestCaller.object());
    }
  }

  private Person person(int number) {
    byte[] kemSeed = new byte[64];
    byte[] dsaSeed = new byte[32];
    Arrays.fill(kemSeed, (byte) number);
    Arrays.fill(dsaSeed, (byte) (number + 100));
    return new Person(Identity.fromSeeds(kemSeed, dsaSeed), node);
  }

  private JsonNode ask(String method, ObjectNode params) {
    return ask(caller, method, params);
  }

  private JsonNode ask(TestCaller by, String method, ObjectNode params) {
    ObjectNode request =
        TestCaller.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    request.set("params", params);
    JsonNode answer = TestCaller.json(by.post(request.toString()).body());
    requests.put(method, request);
    answers.put(method, answer);
    return answer;
  }
}
