package org.sessionvm.launcher.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.CreatedSession;
import org.sessionvm.client.HandleChat;
import org.sessionvm.client.RegisteredHandle;
import org.sessionvm.client.SentMessage;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionKey;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.WrappedKey;
import org.sessionvm.vm.Message;

/**
 * One writer that does everything but plain messages, in rounds, each with two new handles: what a
 * node has acknowledged is a promise, which is looked at when it runs again.
 */
final class HandleStory implements AutoCloseable {
  private static final int STEPS = 13;

  private final Identity alice = Identity.generate();
  private final Identity bob = Identity.generate();
  private final SessionId renewed;
  private final Map<String, Promise> promises = new LinkedHashMap<>();
  private Optional<SessionId> session = Optional.empty();
  private int done;

  /** What is so from now on. */
  private interface Promise {
    boolean isKept(SessionClient client);
  }

  HandleStory(SessionClient client) {
    client.registerIdentity(alice);
    client.registerIdentity(bob);
    CreatedSession created =
        client.createSession(
            alice,
            List.of(alice.participant(), bob.participant()),
            List.of(alice.keys().toBytes(), bob.keys().toBytes()),
            Map.of());
    renewed = created.id();
  }

  /** How many steps were acknowledged. */
  int steps() {
    return done;
  }

  /** Throws AssertionError where something is not as it was promised. */
  void check(SessionClient client) {
    promises.forEach(
        (what, promise) -> {
          if (!promise.isKept(client)) {
            throw new AssertionError("not kept: " + what);
          }
        });
  }

  private int round() {
    return done / STEPS;
  }

  private HandleName own() {
    return new HandleName("a_" + round());
  }

  private HandleName other() {
    return new HandleName("b_" + round());
  }

  private SessionId session() {
    return session.orElseThrow();
  }

  /** The next step; throws {@link ClientException} when nobody acknowledges it. */
  void step(SessionClient client) {
    switch (done % STEPS) {
      case 0 -> register(client, alice, own());
      case 1 -> register(client, bob, other());
      case 2 -> tell(client);
      case 3 -> open(client);
      case 4 -> rotate(client);
      case 5 -> send(client);
      case 6 -> acknowledge(client);
      case 7 -> block(client);
      case 8 -> delete(client);
      case 9 -> renew(client);
      case 10 -> close(client);
      case 11 -> purge(client);
      default -> renounce(client);
    }
    done++;
  }

  /** From now on either may be so, until the node answers. */
  private void forget(String... what) {
    List.of(what).forEach(promises::remove);
  }

  private void register(SessionClient client, Identity owner, HandleName name) {
    RegisteredHandle handle = client.handles().register(owner, name);
    promises.put(name.text(), node -> node.handles().find(name).equals(Optional.of(handle)));
  }

  private void tell(SessionClient client) {
    HandleName name = own();
    Map<String, String> profile = Map.of("bio", "round " + round());
    client.handles().update(alice, name, profile, Map.of());
    promises.put("profile", node -> node.handles().profile(name).equals(profile));
  }

  private void open(SessionClient client) {
    HandleName one = own();
    HandleName two = other();
    SessionId opened = client.handles().establish(alice, one, two);
    session = Optional.of(opened);
    promises.put(
        "session", node -> node.handles().session(bob, two, one).equals(Optional.of(opened)));
  }

  private void rotate(SessionClient client) {
    SessionId here = session();
    List<WrappedKey> entries = new ArrayList<>();
    for (ParticipantId participant : client.getSession(here).participants()) {
      Identity who = participant.equals(alice.participant()) ? alice : bob;
      Bytes key = who.keys().kem().bytes();
      entries.add(new WrappedKey(participant, key, Bytes.fromHex("c0de")));
    }
    int generation = client.rotateSessionKey(alice, here, entries);
    promises.put(
        "key",
        node -> {
          SessionKey newest = node.currentKeys(bob, here).orElseThrow();
          return newest.generation() >= generation && newest.entries().equals(entries);
        });
  }

  private void send(SessionClient client) {
    SessionId here = session();
    SentMessage sent = client.sendMessage(alice, here, 1, Bytes.fromHex("0badcafe"));
    promises.put(
        "message",
        node -> messages(node, here).getFirst().id().equals(sent.id()) && chat(node).unread() == 1);
  }

  private List<Message> messages(SessionClient node, SessionId of) {
    List<Message> messages = new ArrayList<>();
    node.getMessages(bob, of, 0).forEach(messages::add);
    return messages;
  }

  private HandleChat chat(SessionClient node) {
    return node.handles().chats(bob, other()).iterator().next();
  }

  private void acknowledge(SessionClient client) {
    SessionId here = session();
    forget("message");
    client.acknowledge(bob, here, 1, 1, false);
    promises.put("message", node -> chat(node).unread() == 0);
    promises.put(
        "receipt", node -> node.getReceipts(alice, here).stream().anyMatch(mark -> mark.isRead(0)));
  }

  private void block(SessionClient client) {
    client.handles().block(bob, session(), true);
    promises.put("block", node -> chat(node).blocked());
  }

  private void delete(SessionClient client) {
    SessionId here = session();
    forget("message");
    client.deleteMessage(alice, here, 0);
    promises.put("message", node -> messages(node, here).isEmpty());
  }

  private void renew(SessionClient client) {
    Instant end = client.renewSession(bob, renewed, Instant.now().plus(Duration.ofDays(7)));
    promises.put("renewal", node -> !node.getSession(renewed).expires().isBefore(end));
  }

  private void close(SessionClient client) {
    forget("session");
    client.closeSession(alice, session());
    promises.put("chat", node -> chat(node).status().isEnded());
  }

  private void purge(SessionClient client) {
    client.purgeSession(bob, session());
  }

  private void renounce(SessionClient client) {
    // Bob's chats are no longer to be had once his name is given up.
    forget("profile", "key", "message", "receipt", "block", "chat");
    for (HandleName name : List.of(own(), other())) {
      Identity owner = name.equals(own()) ? alice : bob;
      forget(name.text());
      if (client.handles().find(name).isPresent()) {
        client.handles().renounce(owner, name);
      }
      promises.put(name.text(), node -> node.handles().find(name).isEmpty());
    }
  }

  @Override
  public void close() {
    alice.close();
    bob.close();
  }
}
