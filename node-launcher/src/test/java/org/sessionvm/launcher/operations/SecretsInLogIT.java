package org.sessionvm.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.LiveMessages;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Cb58;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.ReadAuthentication;
import org.sessionvm.transaction.SendMessage;

/**
 * A node that logs all it can tells nothing of who says what to whom, in requests that fail too.
 */
final class SecretsInLogIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FRAGMENT_BYTES = 16;

  @TempDir Path directory;

  private final List<String> secrets = new ArrayList<>();

  @Test
  void aLogOfTextOnStandardErrorHoldsNone() throws Exception {
    try (LoggedNode node = new LoggedNode(directory.resolve("data"), options("text"))) {
      converse(node);
      search(node.stop());
    }
  }

  @Test
  void aFileOfJsonHoldsNone() throws Exception {
    Path file = directory.resolve("node.log");
    List<String> options = new ArrayList<>(options("json"));
    options.addAll(List.of("--log-file", file.toString()));
    try (LoggedNode node = new LoggedNode(directory.resolve("data"), options)) {
      converse(node);
      search(node.stop() + Files.readString(file));
    }
    for (String line : Files.readAllLines(file)) {
      assertThat(JSON.readTree(line).get("timestamp").textValue()).endsWith("Z");
    }
  }

  private static List<String> options(String format) {
    return List.of("--log-level", "trace", "--log-format", format);
  }

  private void search(String log) {
    assertThat(log).contains("started: version").contains("stopped");
    assertThat(secrets).hasSizeGreaterThan(20);
    assertThat(secrets).allSatisfy(secret -> assertThat(log).doesNotContainIgnoringCase(secret));
  }

  private void converse(LoggedNode node) throws Exception {
    try (Identity alice = Identity.generate();
        Identity bob = Identity.generate()) {
      for (Identity each : List.of(alice, bob)) {
        secret(each.participant().bytes());
        secret(each.keys().kem().bytes());
        secret(each.keys().dsa().bytes());
      }
      ChainId chain = ChainId.fromCb58(call(node, "Info", Map.of()).get("chainId").textValue());
      SessionId session = create(node, alice, bob);
      SendMessage message =
          new SendMessage(session, alice.participant(), 0, utf8("lunch at noon by the harbour?"));
      Bytes signature = alice.sign(PreparedTransaction.signingBytes(chain, message));
      secret(message.ciphertext());
      secret(signature);
      call(node, "SendMessage", send(message, alice, signature.toHex()));
      String token = authenticate(node, alice, chain);
      secrets.add(token);
      read(node, session, token);
      fail(node, message, alice, signature, token);
      meet(node, alice, bob);
    }
  }

  private SessionId create(LoggedNode node, Identity alice, Identity bob) throws Exception {
    secrets.add("alice-of-wonderland");
    JsonNode created =
        call(
            node,
            "CreateSession",
            Map.of(
                "participants", List.of(alice.sessionId(), bob.sessionId()),
                "publicKeys", List.of(alice.keys().toBytes().toHex(), bob.keys().toBytes().toHex()),
                "metadata", Map.of("handle", "alice-of-wonderland")));
    return SessionId.fromCb58(created.get("sessionId").textValue());
  }

  private static Map<String, Object> send(SendMessage message, Identity sender, String signature) {
    return Map.of(
        "sessionId", message.session().toCb58(),
        "sender", sender.sessionId(),
        "ciphertext", message.ciphertext().toHex(),
        "signature", signature);
  }

  private String authenticate(LoggedNode node, Identity alice, ChainId chain) throws Exception {
    long now = System.currentTimeMillis();
    Bytes signature = alice.sign(ReadAuthentication.signingBytes(chain, alice.participant(), now));
    secret(signature);
    return call(
            node,
            "Authenticate",
            Map.of(
                "participant", alice.sessionId(),
                "timestamp", now,
                "signature", signature.toHex()))
        .get("token")
        .textValue();
  }

  private static void read(LoggedNode node, SessionId session, String token) throws Exception {
    String page =
        node.post(body("GetMessages", Map.of("sessionId", session.toCb58())), Optional.of(token));
    assertThat(JSON.readTree(page).at("/result/messages")).hasSize(1);
  }

  /** What is refused, and at which stage, is a usual reason to log it. */
  private static void fail(
      LoggedNode node, SendMessage message, Identity alice, Bytes signature, String token)
      throws Exception {
    String right = signature.toHex();
    String forged = (right.startsWith("00") ? "01" : "00") + right.substring(2);
    List<String> bodies =
        List.of(
            body("SendMessage", send(message, alice, forged)),
            body("SendMessage", send(message, alice, "no hex " + signature.toHex())),
            body("Nope" + alice.sessionId(), Map.of("token", token)),
            body("GetSession", Map.of("sessionId", alice.sessionId())),
            body("CreateSession", Map.of("participants", message.ciphertext().toHex())),
            "{\"broken\":\"" + message.ciphertext().toHex(),
            "[" + body("Authenticate", Map.of("participant", alice.sessionId())) + "]");
    for (String each : bodies) {
      assertThat(node.post(each, Optional.of(token + "x"))).contains("error");
    }
  }

  /** Names that people are found by, and a channel, as wallets use them and as they are refused. */
  private void meet(LoggedNode node, Identity alice, Identity bob) throws Exception {
    secrets.addAll(List.of("alice_by_the_harbour", "bob_by_the_harbour", "Harbour Lunch Club"));
    secrets.add("pier seven");
    try (SessionClient client = SessionClient.connect(node.url(), ClientSettings.DEFAULT)) {
      List.of(alice, bob).forEach(client::registerIdentity);
      HandleName alices = new HandleName("alice_by_the_harbour");
      client.handles().register(alice, alices);
      client.handles().update(alice, alices, Map.of("bio", "pier seven"), Map.of());
      assertThatThrownBy(() -> client.handles().register(bob, alices))
          .isInstanceOf(ClientException.class);
      client.handles().register(bob, new HandleName("bob_by_the_harbour"));
      SessionProvider provider = new SessionProvider(client);
      SecureChannel club = provider.createChannel(alice, new ChannelName("Harbour Lunch Club"));
      secret(club.id().bytes());
      try (LiveMessages live = club.listen(OptionalLong.empty())) {
        secret(club.send("pier seven".getBytes(StandardCharsets.UTF_8)).id().bytes());
        assertThat(live.iterator().next()).isInstanceOf(ReceivedMessage.Opened.class);
      }
      SecureChannel bobs = provider.openChannel(bob, club.id());
      assertThatThrownBy(() -> bobs.messages(0).iterator().hasNext())
          .isInstanceOf(ClientException.Unauthorized.class);
      assertThatThrownBy(bobs::join).isInstanceOf(ClientException.class);
    }
  }

  private static JsonNode call(LoggedNode node, String method, Map<String, ?> parameters)
      throws Exception {
    String answer = node.post(body(method, parameters), Optional.empty());
    JsonNode result = JSON.readTree(answer).get("result");
    assertThat(result).as(answer).isNotNull();
    return result;
  }

  private static String body(String method, Map<String, ?> parameters) throws Exception {
    return JSON.writeValueAsString(
        Map.of("jsonrpc", "2.0", "id", 1, "method", "sessionvm." + method, "params", parameters));
  }

  /** In every form in which it could be written, whole or from its beginning. */
  private void secret(Bytes bytes) {
    Bytes start = bytes.slice(0, FRAGMENT_BYTES);
    secrets.add(start.toHex());
    secrets.add(new String(start.toByteArray(), StandardCharsets.ISO_8859_1));
    // Twelve bytes end on a character of Base64.
    secrets.add(Base64.getEncoder().encodeToString(bytes.slice(0, 12).toByteArray()));
    secrets.add(Base64.getUrlEncoder().encodeToString(bytes.slice(0, 12).toByteArray()));
    if (bytes.size() == 32) {
      secrets.add(Cb58.encode(bytes));
    }
  }

  private static Bytes utf8(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
