package org.sessionvm.launcher.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.sessionvm.client.CreatedSession;
import org.sessionvm.client.HandleChat;
import org.sessionvm.client.RegisteredHandle;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionKey;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.UpdateProfile;
import org.sessionvm.transaction.WrappedKey;
import org.sessionvm.vm.Message;

/**
 * Everything but plain messages and channels, in rounds, each with two new handles: what a node has
 * acknowledged is a promise, which is looked at when it runs again.
 */
final class HandleStory implements Story {
  private final Identity alice = Identity.generate();
  private final Identity bob = Identity.generate();
  private final SessionId renewed;
  private final Map<HandleName, IncarnationId> handles = new HashMap<>();
  private final Map<String, Promise> promises = new LinkedHashMap<>();
  private Optional<SessionId> session = Optional.empty();

  private final List<IntFunction<Step>> script =
      List.of(
          round -> register(alice, own(round)),
          round -> register(bob, other(round)),
          this::profile,
          this::establish,
          _ -> rotate(),
          this::send,
          this::acknowledge,
          this::block,
          _ -> delete(),
          _ -> renew(),
          this::closeSession,
          _ -> purge(),
          round -> renounce(alice, own(round)),
          round -> renounce(bob, other(round)));

  /** What is so from now on. */
  private interface Promise {
    boolean isKept(SessionClient wallet);
  }

  HandleStory(SessionClient wallet) {
    wallet.registerIdentity(alice);
    wallet.registerIdentity(bob);
    CreatedSession created =
        wallet.createSession(
            alice,
            List.of(alice.participant(), bob.participant()),
            List.of(alice.keys().toBytes(), bob.keys().toBytes()),
            Map.of());
    renewed = created.id();
  }

  @Override
  public Step next(int acknowledged) {
    return script.get(acknowledged % script.size()).apply(acknowledged / script.size());
  }

  @Override
  public void check(SessionClient wallet, RawNode node, Optional<PreparedTransaction> waiting) {
    promises.forEach((what, promise) -> assertThat(promise.isKept(wallet)).as(what).isTrue());
  }

  @Override
  public void checkAll(SessionClient wallet, RawNode node) {
    check(wallet, node, Optional.empty());
  }

  private static HandleName own(int round) {
    return new HandleName("a_" + round);
  }

  private static HandleName other(int round) {
    return new HandleName("b_" + round);
  }

  private IncarnationId handle(HandleName name) {
    return Optional.ofNullable(handles.get(name)).orElseThrow();
  }

  private SessionId session() {
    return session.orElseThrow();
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private void promise(String what, Promise promise) {
    promises.put(what, promise);
  }

  /** From now on either may be so, until the node answers. */
  private void forget(String... what) {
    List.of(what).forEach(promises::remove);
  }

  private Step register(Identity owner, HandleName name) {
    return new Step(
        owner,
        new RegisterHandle(name, owner.participant(), now()),
        (sent, outcome) -> {
          IncarnationId id = IncarnationId.of(sent.id());
          assertThat(outcome).isEqualTo(new Outcome.HandleRegistered(id));
          handles.put(name, id);
          RegisteredHandle handle = new RegisteredHandle(name, id, owner.participant());
          promise(name.text(), node -> node.handles().find(name).equals(Optional.of(handle)));
        });
  }

  private Step profile(int round) {
    HandleName name = own(round);
    Map<String, String> fields = Map.of("bio", "round " + round);
    UpdateProfile update =
        new UpdateProfile(
            handle(name),
            alice.participant(),
            now(),
            Metadata.of(fields),
            Metadata.of(Map.of("theme", "round " + round)));
    return new Step(
        alice,
        update,
        (_, _) -> promise("profile", node -> node.handles().profile(name).equals(fields)));
  }

  private Step establish(int round) {
    HandleName one = own(round);
    HandleName two = other(round);
    return new Step(
        alice,
        new EstablishSession(handle(one), handle(two), alice.participant(), now()),
        (_, outcome) -> {
          SessionId opened = ((Outcome.SessionEstablished) outcome).session();
          session = Optional.of(opened);
          promise(
              "session", node -> node.handles().session(bob, two, one).equals(Optional.of(opened)));
        });
  }

  /** The participants of a session between handles are in the order of the incarnations. */
  private Step rotate() {
    SessionId here = session();
    List<WrappedKey> entries =
        handles.entrySet().stream()
            .sorted((a, b) -> a.getValue().bytes().compareTo(b.getValue().bytes()))
            .map(entry -> entry.getKey().text().startsWith("a_") ? alice : bob)
            .map(who -> new WrappedKey(who.participant(), who.keys().kem().bytes(), wrapped()))
            .toList();
    return new Step(
        alice,
        new RotateSessionKey(here, alice.participant(), entries),
        (_, outcome) -> {
          assertThat(outcome).isEqualTo(new Outcome.SessionKeyRotated(here, 1));
          promise(
              "key",
              node -> {
                SessionKey newest = node.currentKeys(bob, here).orElseThrow();
                return newest.generation() == 1 && newest.entries().equals(entries);
              });
        });
  }

  private static Bytes wrapped() {
    return Bytes.fromHex("c0de");
  }

  private Step send(int round) {
    SessionId here = session();
    return new Step(
        alice,
        new SendMessage(here, alice.participant(), 1, Bytes.fromHex("0badcafe")),
        (sent, outcome) -> {
          assertThat(outcome).isEqualTo(new Outcome.MessageAccepted(here, 0));
          promise(
              "message",
              node ->
                  messages(node, here).getFirst().id().equals(sent.id())
                      && chat(node, round).unread() == 1);
        });
  }

  private List<Message> messages(SessionClient node, SessionId of) {
    List<Message> messages = new ArrayList<>();
    node.getMessages(bob, of, 0).forEach(messages::add);
    return messages;
  }

  private HandleChat chat(SessionClient node, int round) {
    return node.handles().chats(bob, other(round)).iterator().next();
  }

  private Step acknowledge(int round) {
    SessionId here = session();
    forget("message");
    return new Step(
        bob,
        new AcknowledgeMessages(here, bob.participant(), 1, 1, false),
        (_, _) -> {
          promise("message", node -> chat(node, round).unread() == 0);
          promise(
              "receipt",
              node -> node.getReceipts(alice, here).stream().anyMatch(mark -> mark.isRead(0)));
        });
  }

  private Step block(int round) {
    return new Step(
        bob,
        new BlockSession(session(), bob.participant(), true, now()),
        (_, _) -> promise("block", node -> chat(node, round).blocked()));
  }

  private Step delete() {
    SessionId here = session();
    forget("message");
    return new Step(
        alice,
        new DeleteMessage(here, alice.participant(), 0),
        (_, _) -> promise("message", node -> messages(node, here).isEmpty()));
  }

  private Step renew() {
    Instant end = Instant.ofEpochMilli(now()).plus(Duration.ofDays(7));
    return new Step(
        bob,
        new RenewSession(renewed, bob.participant(), end.toEpochMilli()),
        (_, _) -> promise("renewal", node -> !node.getSession(renewed).expires().isBefore(end)));
  }

  private Step closeSession(int round) {
    forget("session");
    return new Step(
        alice,
        new CloseSession(session(), alice.participant()),
        (_, _) -> promise("chat", node -> chat(node, round).status().isEnded()));
  }

  private Step purge() {
    return new Step(bob, new PurgeSession(session(), bob.participant()), (_, _) -> {});
  }

  private Step renounce(Identity owner, HandleName name) {
    // Bob's chats are no longer to be had once his name is given up.
    Stream.of("profile", "key", "message", "receipt", "block", "chat").forEach(this::forget);
    forget(name.text());
    return new Step(
        owner,
        new RenounceHandle(handle(name), owner.participant()),
        (_, _) -> {
          handles.remove(name);
          promise(name.text(), node -> node.handles().find(name).isEmpty());
        });
  }

  @Override
  public void close() {
    alice.close();
    bob.close();
  }
}
