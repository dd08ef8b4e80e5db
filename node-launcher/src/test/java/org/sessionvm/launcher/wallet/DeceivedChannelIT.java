package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;

/** What no node can make members of a channel believe. */
class DeceivedChannelIT extends ChannelScene {
  /** What a node could answer to get a wallet to encrypt to the node. */
  @Test
  void encryptsUnderNoKeyThatItsAuthorDoesNotAnswerFor() throws IOException {
    SecureChannel alices = channel(bob, carol);
    alices.send(utf8("before"));
    ObjectNode others = shownTo(carol, alices);
    try (LyingNode lying = LyingNode.of(node.url())) {
      refuses(lying, alices, key -> key.put("proof", flipped(key.path("proof").asText())));
      refuses(lying, alices, key -> key.put("proof", ""));
      refuses(lying, alices, key -> key.put("author", carol.participant().toCb58()));
      refuses(
          lying, alices, key -> key.put("wrappedKey", flipped(key.path("wrappedKey").asText())));
      refuses(lying, alices, key -> key.set("wrappedKey", others.path("wrappedKey")));
      refuses(lying, alices, key -> key.put("wrappedKey", ""));
    }
  }

  private static ObjectNode shownTo(Identity member, SecureChannel channel) throws IOException {
    List<ObjectNode> shown = new ArrayList<>();
    try (LyingNode watching = LyingNode.of(node.url());
        SessionClient through = SessionClient.connect(watching.url(), ClientSettings.DEFAULT)) {
      watching.lie("sessionvm.GetChannelKey", key -> shown.add(key.deepCopy()));
      read(new SessionProvider(through).openChannel(member, channel.id()));
    }
    return shown.getFirst();
  }

  private static void refuses(LyingNode lying, SecureChannel channel, Consumer<ObjectNode> lie) {
    try (SessionClient deceived = SessionClient.connect(lying.url(), ClientSettings.DEFAULT)) {
      SecureChannel bobs = new SessionProvider(deceived).openChannel(bob, channel.id());
      lying.lie("sessionvm.GetChannelKey", _ -> {});
      assertThat(read(bobs)).containsExactly("before");
      lying.lie("sessionvm.GetChannelKey", lie);
      SecureChannel asked = new SessionProvider(deceived).openChannel(bob, channel.id());

      assertThat(read(asked)).containsExactly("UNPROVED_KEY");
      assertThatThrownBy(() -> asked.send(utf8("secret")))
          .isInstanceOf(ClientException.NoChannelKey.class);
    }
  }

  @Test
  void believesNoMessageThatItsSenderDidNotSign() throws IOException {
    SecureChannel alices = channel(bob);
    alices.send(utf8("hello"));
    alices.send(utf8("world"));
    try (LyingNode lying = LyingNode.of(node.url());
        SessionClient deceived = SessionClient.connect(lying.url(), ClientSettings.DEFAULT)) {
      SecureChannel bobs = new SessionProvider(deceived).openChannel(bob, alices.id());
      lie(lying, first -> first.put("signature", flipped(first.path("signature").asText())));
      assertThat(read(bobs)).containsExactly("BAD_SIGNATURE", "world");
      lie(lying, first -> first.put("ciphertext", flipped(first.path("ciphertext").asText())));
      assertThat(read(bobs)).containsExactly("WRONG_ID", "world");
      lie(lying, first -> first.put("sender", bob.participant().toCb58()));
      assertThat(read(bobs)).containsExactly("WRONG_ID", "world");
      lie(lying, first -> first.put("channelId", channel().id().toCb58()));
      assertThat(read(bobs)).containsExactly("OTHER_SESSION", "world");
      lie(lying, first -> first.put("sequence", 1));
      assertThat(read(bobs)).containsExactly("0-1", "hello", "OUT_OF_ORDER");
      lie(lying, first -> first.put("keyGeneration", 0));
      assertThat(read(bobs)).containsExactly("WRONG_ID", "world");
      lying.lie("sessionvm.GetChannelMessages", DeceivedChannelIT::repeatFirst);
      assertThat(read(bobs)).containsExactly("hello", "REPEATED");
    }
  }

  private static void lie(LyingNode lying, Consumer<ObjectNode> change) {
    lying.lie(
        "sessionvm.GetChannelMessages",
        page -> {
          if (page.at("/messages/0") instanceof ObjectNode first) {
            change.accept(first);
          }
        });
  }

  private static void repeatFirst(ObjectNode page) {
    if (page.at("/messages/0") instanceof ObjectNode first) {
      ((ObjectNode) page.at("/messages/1")).setAll(first.deepCopy().put("sequence", 1));
    }
  }

  private static String flipped(String hex) {
    byte[] bytes = Bytes.fromHex(hex).toByteArray();
    bytes[bytes.length / 2] ^= 1;
    return Bytes.wrap(bytes).toHex();
  }
}
