package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.InboxMessage;
import org.sessionvm.client.LiveInbox;
import org.sessionvm.client.Plaintext;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.primitives.ChannelName;

/** All that somebody is told, on a node that is killed and started again meanwhile. */
@Timeout(180)
class LiveInboxIT {
  @TempDir private Path directory;

  @Test
  void missesAndRepeatsNothingAcrossARestart() throws Exception {
    ChildNode first = ChildNode.start(directory, List.of());
    String address = "127.0.0.1:" + first.url().getPort();
    try (SessionClient client = SessionClient.connect(first.url(), ClientSettings.DEFAULT);
        Identity alice = Identity.generate();
        Identity bob = Identity.generate()) {
      client.registerIdentity(alice);
      client.registerIdentity(bob);
      SessionProvider provider = new SessionProvider(client);
      SecureSession old = session(provider, alice, bob);
      old.send(utf8("seen"));
      old.send(utf8("unseen"));
      provider.openSecureSession(bob, old.id()).acknowledge(1, 0, false);
      SecureChannel channel = provider.createChannel(alice, new ChannelName("lunch"));
      channel.invite(bob.participant());
      client.channels().join(bob, channel.id());
      channel.rotateKey();
      channel.send(utf8("before"));

      try (LiveInbox inbox = provider.inbox(bob)) {
        Iterator<InboxMessage> messages = inbox.iterator();
        assertThat(next(messages)).isEqualTo(old.id() + " unseen");
        channel.send(utf8("to all"));
        assertThat(next(messages)).isEqualTo(channel.id() + " to all");
        SecureSession fresh = session(provider, alice, bob);
        fresh.send(utf8("hello"));
        assertThat(next(messages)).isEqualTo(fresh.id() + " hello");
        first.kill();
        try (ChildNode _ = ChildNode.start(directory, List.of(), node -> listenAt(node, address))) {
          // Whether the wallet is back before these or after them, each comes once.
          channel.send(utf8("again"));
          assertThat(next(messages)).isEqualTo(channel.id() + " again");
          old.send(utf8("last"));
          assertThat(next(messages)).isEqualTo(old.id() + " last");
          SecureSession other = session(provider, alice, bob);
          other.send(utf8("new"));
          assertThat(next(messages)).isEqualTo(other.id() + " new");
        }
      }
    }
  }

  @Test
  void showsWhatEachCommandOfTheTerminalWouldAndTellsThatItArrived() throws Exception {
    try (ChildNode node = ChildNode.start(directory.resolve("data"), List.of())) {
      Terminal terminal = Terminal.of(directory, node.url(), "alice", "bob");
      String session = terminal.session("alice", "bob");
      terminal.done("send", session, "one", "--as", "alice");
      terminal.done("send", session, "two", "--as", "alice");

      assertThat(terminal.done("inbox", "--as", "bob", "--count", "1"))
          .startsWith("session " + session + "\n#0")
          .endsWith("    one\n");
      assertThat(terminal.done("read", session, "--as", "alice"))
          .containsSubsequence("delivered  ", "accepted   ");
      JsonNode again =
          terminal.wallet("inbox", "--as", "bob", "--count", "1", "--json", "--no-receipts").json();
      assertThat(again.path("sessionId").asText()).isEqualTo(session);
      assertThat(again.path("text").asText()).isEqualTo("two");
      assertThat(terminal.done("inbox", "--as", "bob", "--count", "1")).endsWith("    two\n");
      assertThat(terminal.wallet("inbox", "--as", "bob", "--count", "0").err()).contains("--count");
    }
  }

  private static SecureSession session(SessionProvider provider, Identity from, Identity to) {
    return provider.createSecureSession(from, List.of(to.keys().toBytes()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String next(Iterator<InboxMessage> messages) {
    InboxMessage said = messages.next();
    try (Plaintext plaintext = ((ReceivedMessage.Opened) said.message()).plaintext()) {
      return said.place().id() + " " + plaintext.text().orElseThrow();
    }
  }

  private static void listenAt(ProcessBuilder node, String address) {
    node.command().set(node.command().indexOf("--http-addr") + 1, address);
  }
}
