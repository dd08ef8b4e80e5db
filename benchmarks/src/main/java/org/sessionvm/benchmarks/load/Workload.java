package org.sessionvm.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;

/** Sessions on a node, and requests that send distinct messages in them, signed beforehand. */
final class Workload implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI node;
  private final boolean open;
  private final Identity sender = Identity.generate();
  private final Identity receiver = Identity.generate();
  private final List<SessionId> sessions;
  private final ChainId chain;

  Workload(URI node, boolean open, int sessionCount) throws IOException {
    this.node = node;
    this.open = open;
    try (HttpConnection connection = new HttpConnection(node)) {
      chain = ChainId.fromCb58(call(connection, "Info", "{}").path("chainId").asText());
    }
    sessions = createSessions(sessionCount);
  }

  /** All at once, since each waits for two blocks. */
  private List<SessionId> createSessions(int count) throws IOException {
    try (ExecutorService threads = Executors.newFixedThreadPool(Math.clamp(count, 1, 64))) {
      List<Future<SessionId>> coming = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        coming.add(threads.submit(this::openSession));
      }
      List<SessionId> created = new ArrayList<>();
      for (Future<SessionId> session : coming) {
        created.add(session.get());
      }
      return created;
    } catch (ExecutionException e) {
      throw new IOException("a session was not created", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private SessionId openSession() throws IOException {
    try (HttpConnection connection = new HttpConnection(node)) {
      return createSession(connection);
    }
  }

  /** Blocks accepted so far. */
  long height() throws IOException {
    try (HttpConnection connection = new HttpConnection(node)) {
      return call(connection, "Info", "{}").path("height").asLong();
    }
  }

  private SessionId createSession(HttpConnection connection) throws IOException {
    String parameters =
        "{\"participants\":[\"%s\",\"%s\"],\"publicKeys\":[\"%s\",\"%s\"]}"
            .formatted(
                sender.participant(),
                receiver.participant(),
                sender.keys().toBytes().toHex(),
                receiver.keys().toBytes().toHex());
    JsonNode created = call(connection, "CreateSession", parameters);
    SessionId session = SessionId.fromCb58(created.path("sessionId").asText());
    if (!open) {
      accept(connection, session);
    }
    return session;
  }

  /** A pending session takes few messages; a second participant makes it active. */
  private void accept(HttpConnection connection, SessionId session) throws IOException {
    AcceptSession accept = new AcceptSession(session, receiver.participant());
    Bytes signature = receiver.sign(PreparedTransaction.signingBytes(chain, accept));
    String parameters =
        "{\"sessionId\":\"%s\",\"participant\":\"%s\",\"signature\":\"%s\"}"
            .formatted(session, receiver.participant(), signature.toHex());
    call(connection, "AcceptSession", parameters);
  }

  private JsonNode call(HttpConnection connection, String method, String parameters)
      throws IOException {
    JsonNode answer = JSON.readTree(connection.exchange(request(method, parameters)));
    if (!answer.has("result")) {
      throw new IOException(method + " was refused: " + answer.path("error"));
    }
    return answer.path("result");
  }

  private byte[] request(String method, String parameters) {
    return request(node, method, parameters);
  }

  private static byte[] request(URI node, String method, String parameters) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sessionvm.%s\",\"params\":%s}"
            .formatted(method, parameters);
    return HttpConnection.request(node, body.getBytes(StandardCharsets.US_ASCII));
  }

  /** As many requests with messages that nobody sent before. */
  List<byte[]> messages(int count, int ciphertextBytes) {
    return messages(node, count, ciphertextBytes);
  }

  /** As above, for another node of the same chain. */
  List<byte[]> messages(URI to, int count, int ciphertextBytes) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> message(to, sessions.get(i % sessions.size()), ciphertextBytes))
        .toList();
  }

  private byte[] message(URI to, SessionId session, int ciphertextBytes) {
    byte[] ciphertext = new byte[ciphertextBytes];
    ThreadLocalRandom.current().nextBytes(ciphertext);
    SendMessage message = new SendMessage(session, sender.participant(), 0, Bytes.wrap(ciphertext));
    Bytes signature =
        open ? unchecked() : sender.sign(PreparedTransaction.signingBytes(chain, message));
    String parameters =
        "{\"sessionId\":\"%s\",\"sender\":\"%s\",\"ciphertext\":\"%s\",\"signature\":\"%s\"}"
            .formatted(session, message.sender(), message.ciphertext().toHex(), signature.toHex());
    return request(to, "SendMessage", parameters);
  }

  /** As long as a signature, so that what is stored has its true size. */
  private static Bytes unchecked() {
    return Bytes.wrap(new byte[MlDsaPublicKey.SIGNATURE_BYTES]);
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
