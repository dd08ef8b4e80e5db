package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.Plaintext;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.primitives.ChannelName;

/** Alice, Bob and Carol, whom a node knows, and channels of them. */
abstract class ChannelScene {
  @TempDir private static Path directory;

  static Identity alice;
  static Identity bob;
  static Identity carol;
  static ChildNode node;
  static SessionClient client;
  private static SessionProvider provider;

  @BeforeAll
  static void start() throws IOException {
    node = ChildNode.start(directory.resolve("data"), List.of());
    client = SessionClient.connect(node.url(), ClientSettings.DEFAULT);
    provider = new SessionProvider(client);
    alice = Identity.generate();
    bob = Identity.generate();
    carol = Identity.generate();
    List.of(alice, bob, carol).forEach(client::registerIdentity);
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
    List.of(alice, bob, carol).forEach(Identity::close);
  }

  /** Of Alice and others, who all have its key. */
  static SecureChannel channel(Identity... others) {
    SecureChannel channel = provider.createChannel(alice, new ChannelName("lunch"));
    for (Identity other : others) {
      join(channel, other);
    }
    if (others.length > 0) {
      channel.rotateKey();
    }
    return channel;
  }

  static void join(SecureChannel channel, Identity other) {
    channel.invite(other.participant());
    client.channels().join(other, channel.id());
  }

  static SecureChannel of(Identity member, SecureChannel channel) {
    return provider.openChannel(member, channel.id());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> read(SecureChannel channel) {
    List<String> seen = new ArrayList<>();
    for (ReceivedMessage message : channel.messages(0)) {
      seen.add(
          switch (message) {
            case ReceivedMessage.Opened opened -> text(opened);
            case ReceivedMessage.SentByReader _ -> "own";
            case ReceivedMessage.Rejected rejected -> rejected.reason().name();
            case ReceivedMessage.Missing gap -> gap.sequence() + "-" + gap.nextSequence();
          });
    }
    return seen;
  }

  static String text(ReceivedMessage message) {
    return text((ReceivedMessage.Opened) message);
  }

  private static String text(ReceivedMessage.Opened opened) {
    try (Plaintext plaintext = opened.plaintext()) {
      return plaintext.text().orElseThrow();
    }
  }
}
