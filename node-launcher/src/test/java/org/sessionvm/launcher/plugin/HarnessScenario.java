package org.sessionvm.launcher.plugin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;

/**
 * A conversation for the harness, signed beforehand. Requests that write make the harness build,
 * verify and accept a block, but only after their answer, which therefore is that the block is yet
 * to come. It kills the plugin after the first of them and in the midst of the last, and asks the
 * final ones after that.
 */
final class HarnessScenario implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The chain that the harness makes unless it is told another. */
  private static final ChainId CHAIN =
      new ChainId(
          Sha256.hash(Bytes.wrap("plugin harness chain".getBytes(StandardCharsets.US_ASCII))));

  private final Identity alice = Identity.generate();
  private final Identity bob = Identity.generate();
  private final ArrayNode requests = JSON.createArrayNode();

  /** What a request is for. */
  private enum Kind {
    READ,
    WRITE,
    FINAL
  }

  /** Creates, accepts, sends twice, closes; reads before, between and after. */
  static HarnessScenario conversation() {
    HarnessScenario scenario = new HarnessScenario();
    scenario.write();
    return scenario;
  }

  private void write() {
    CreateSession create =
        new CreateSession(
            alice.participant(),
            List.of(alice.participant(), bob.participant()),
            List.of(alice.keys().toBytes(), bob.keys().toBytes()),
            Metadata.NONE,
            System.currentTimeMillis(),
            1);
    SessionId session = create.sessionId(ChainRules.DEFAULT, id(create));
    SendMessage first = message(session, "one");
    SendMessage second = message(session, "two");
    add(Kind.READ, "Health", Map.of(), "\"healthy\":true");
    add(Kind.READ, "Info", Map.of(), CHAIN.toCb58());
    add(Kind.READ, "GetSession", Map.of("sessionId", session.toCb58()), "unknown session");
    write("CreateSession", creation(create), create);
    AcceptSession accept = new AcceptSession(session, bob.participant());
    write("AcceptSession", participation(session, bob, accept), accept);
    write("SendMessage", message(first), first);
    add(Kind.READ, "GetMessage", Map.of("messageId", id(first).toCb58()), "unauthorized");
    write("SendMessage", message(second), second);
    CloseSession close = new CloseSession(session, alice.participant());
    write("CloseSession", participation(session, alice, close), close);
    add(Kind.FINAL, "GetSession", Map.of("sessionId", session.toCb58()), "\"closed\"");
    // What was accepted answers as it did, and makes no block.
    add(Kind.FINAL, "SendMessage", message(first), id(first).toCb58(), "\"sequence\":0");
    add(Kind.FINAL, "SendMessage", message(second), id(second).toCb58(), "\"sequence\":1");
    add(Kind.FINAL, "CloseSession", participation(session, alice, close), "true");
  }

  private void write(String method, Map<String, ?> parameters, Transaction transaction) {
    add(Kind.WRITE, method, parameters, "not yet accepted", id(transaction).toCb58());
  }

  private static TransactionId id(Transaction transaction) {
    return new TransactionId(
        new Blake2bHashing().blake2b256(PreparedTransaction.signingBytes(CHAIN, transaction)));
  }

  private static String sign(Identity identity, Transaction transaction) {
    return identity.sign(PreparedTransaction.signingBytes(CHAIN, transaction)).toHex();
  }

  private SendMessage message(SessionId session, String text) {
    Bytes content = Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    return new SendMessage(session, alice.participant(), 0, content);
  }

  private Map<String, Object> creation(CreateSession create) {
    return Map.of(
        "creator", alice.sessionId(),
        "participants", List.of(alice.sessionId(), bob.sessionId()),
        "publicKeys", create.publicKeys().stream().map(Bytes::toHex).toList(),
        "timestamp", create.timestampMillis(),
        "nonce", create.nonce(),
        "signature", sign(alice, create));
  }

  private static Map<String, Object> participation(
      SessionId session, Identity identity, Transaction transaction) {
    return Map.of(
        "sessionId", session.toCb58(),
        "participant", identity.sessionId(),
        "signature", sign(identity, transaction));
  }

  private Map<String, Object> message(SendMessage message) {
    return Map.of(
        "sessionId", message.session().toCb58(),
        "sender", alice.sessionId(),
        "ciphertext", message.ciphertext().toHex(),
        "signature", sign(alice, message));
  }

  private void add(Kind kind, String method, Map<String, ?> parameters, String... expected) {
    ObjectNode request = requests.addObject();
    request.put("name", requests.size() + " " + method);
    request.put("path", requests.size() % 2 == 0 ? "" : "/rpc");
    request.put("block", kind == Kind.WRITE);
    request.put("final", kind == Kind.FINAL);
    // A request that asks for a block must come by HTTP/1.1 or not at all; reads come by both.
    request.put("http2", kind != Kind.WRITE && requests.size() % 3 == 0);
    request.set(
        "body",
        JSON.valueToTree(
            Map.of(
                "jsonrpc",
                "2.0",
                "id",
                requests.size(),
                "method",
                "sessionvm." + method,
                "params",
                parameters)));
    ArrayNode contains = request.putArray("expect_contains");
    for (String text : expected) {
      contains.add(text);
    }
  }

  /** Writes the file that the harness reads. */
  void writeTo(Path file) throws IOException {
    JSON.writeValue(file.toFile(), Map.of("requests", requests));
  }

  @Override
  public void close() {
    alice.close();
    bob.close();
  }
}
