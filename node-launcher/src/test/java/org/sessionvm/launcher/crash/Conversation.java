package org.sessionvm.launcher.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.ReadAuthentication;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;

/** One writer's session, and every message of it that a node has acknowledged. */
public final class Conversation implements AutoCloseable {
  /** What a node promised to keep. */
  public record Acknowledged(String messageId, long sequence) {}

  private final Identity sender = Identity.generate();
  private final Identity receiver = Identity.generate();
  private final ChainId chain;
  private final SessionId session;
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final AtomicLong counter = new AtomicLong();
  private int checked;
  private long checkedSequence;

  /** Makes a session on a node, with two fresh identities. */
  public Conversation(RawNode node) throws IOException, InterruptedException {
    chain = ChainId.fromCb58(node.call("Info", Map.of()).get("chainId").asText());
    JsonNode created =
        node.call(
            "CreateSession",
            Map.of(
                "participants", List.of(sender.sessionId(), receiver.sessionId()),
                "publicKeys",
                    List.of(sender.keys().toBytes().toHex(), receiver.keys().toBytes().toHex())));
    session = SessionId.fromCb58(created.get("sessionId").asText());
    node.call(
        "AcceptSession",
        Map.of(
            "sessionId", session.toCb58(),
            "participant", receiver.sessionId(),
            "signature", sign(receiver, new AcceptSession(session, receiver.participant()))));
  }

  private String sign(Identity identity, Transaction transaction) {
    return identity.sign(PreparedTransaction.signingBytes(chain, transaction)).toHex();
  }

  /** Sends a message that was never sent before; throws IOException when nobody acknowledges it. */
  public void send(RawNode node) throws IOException, InterruptedException {
    send(node, next());
  }

  /** A message that was never sent before. */
  public SendMessage next() {
    byte[] content = ByteBuffer.allocate(512).putLong(counter.getAndIncrement()).array();
    return new SendMessage(session, sender.participant(), 0, Bytes.wrap(content));
  }

  /** Sends a message; one that was sent before is the same transaction, and changes nothing. */
  public void send(RawNode node, SendMessage message) throws IOException, InterruptedException {
    JsonNode result =
        node.call(
            "SendMessage",
            Map.of(
                "sessionId", session.toCb58(),
                "sender", sender.sessionId(),
                "ciphertext", message.ciphertext().toHex(),
                "signature", sign(sender, message)));
    acknowledged.add(
        new Acknowledged(result.get("messageId").asText(), result.get("sequence").asLong()));
  }

  /** Reads what is new since the last check: no gap, and everything that was acknowledged. */
  public void check(RawNode node) throws IOException, InterruptedException {
    node.authorize(authenticate(node));
    List<String> stored = new ArrayList<>();
    for (long next = checkedSequence; ; ) {
      JsonNode page =
          node.call(
              "GetMessages",
              Map.of("sessionId", session.toCb58(), "fromSequence", next, "limit", 1000));
      for (JsonNode message : page.get("messages")) {
        require(message.get("sequence").asLong() == checkedSequence + stored.size(), "a gap");
        stored.add(message.get("id").asText());
      }
      if (page.get("messages").isEmpty()) {
        break;
      }
      next = page.get("nextSequence").asLong();
    }
    for (Acknowledged promise : acknowledged.subList(checked, acknowledged.size())) {
      int index = Math.toIntExact(promise.sequence() - checkedSequence);
      require(index >= 0 && index < stored.size(), "lost message " + promise);
      require(stored.get(index).equals(promise.messageId()), "another message at " + promise);
    }
    checked = acknowledged.size();
    checkedSequence += stored.size();
  }

  /** The next check begins with the first message again. */
  public void checkAnew() {
    checked = 0;
    checkedSequence = 0;
  }

  private String authenticate(RawNode node) throws IOException, InterruptedException {
    return node.call("Authenticate", proof(System.currentTimeMillis())).get("token").asText();
  }

  /** What the sender says to prove itself, once for each time. */
  public Map<String, ?> proof(long timestampMillis) {
    Bytes signed = ReadAuthentication.signingBytes(chain, sender.participant(), timestampMillis);
    return Map.of(
        "participant", sender.sessionId(),
        "timestamp", timestampMillis,
        "signature", sender.sign(signed).toHex());
  }

  /** Its id. */
  public SessionId session() {
    return session;
  }

  /** How many messages were acknowledged. */
  public int acknowledgedCount() {
    return acknowledged.size();
  }

  /** The session itself, without its messages, is served. */
  public void requireKnown(RawNode node) throws IOException, InterruptedException {
    JsonNode found = node.call("GetSession", Map.of("sessionId", session.toCb58()));
    require(found.at("/session/id").asText().equals(session.toCb58()), "another session");
  }

  /** How many messages the last check found, acknowledged or not. */
  public long storedCount() {
    return checkedSequence;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
