package org.sessionvm.launcher.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.ReadAuthentication;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;

/** A node under attack and the two honest people who use it. */
final class Victim implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PROMPT = Duration.ofSeconds(10);
  private static final long RESIDENT_MEBIBYTES_MAX = 600;
  private static final long THREADS_MAX = 100;
  private static final long LOG_BYTES_MAX = 64 << 10;

  private final ChildNode node;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Identity alice = Identity.generate();
  private final Identity bob = Identity.generate();
  private final ChainId chain;
  private final SessionId session;
  private String token = "";
  private final AtomicLong counter = new AtomicLong();

  Victim(Path directory, List<String> options) throws IOException {
    log = directory.resolve("node.log");
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--log-file", log.toString()));
    node = ChildNode.start(directory.resolve("data"), all);
    chain = ChainId.fromCb58(call("Info", Map.of()).get("chainId").asText());
    session = SessionId.fromCb58(create().get("sessionId").asText());
    call(
        "AcceptSession",
        Map.of(
            "sessionId", session.toCb58(),
            "participant", bob.sessionId(),
            "signature", sign(bob, new AcceptSession(session, bob.participant()))));
    token = authenticate();
  }

  private JsonNode create() throws IOException {
    return call(
        "CreateSession",
        Map.of(
            "participants", List.of(alice.sessionId(), bob.sessionId()),
            "publicKeys", List.of(alice.keys().toBytes().toHex(), bob.keys().toBytes().toHex())));
  }

  private String authenticate() throws IOException {
    long now = System.currentTimeMillis();
    Bytes signed = ReadAuthentication.signingBytes(chain, alice.participant(), now);
    Map<String, ?> params =
        Map.of(
            "participant", alice.sessionId(),
            "timestamp", now,
            "signature", alice.sign(signed).toHex());
    return call("Authenticate", params).get("token").asText();
  }

  private String sign(Identity identity, Transaction transaction) {
    return identity.sign(PreparedTransaction.signingBytes(chain, transaction)).toHex();
  }

  URI url() {
    return node.url();
  }

  String session() {
    return session.toCb58();
  }

  /** A message that nobody signed, well formed and from a participant. */
  String forgery() {
    return body(
        "SendMessage",
        "{\"sessionId\":\"%s\",\"sender\":\"%s\",\"ciphertext\":\"%016x\",\"signature\":\"%s\"}"
            .formatted(session, alice.sessionId(), counter.incrementAndGet(), "5a".repeat(3_309)));
  }

  /** An authentication that nobody signed. */
  String forgedAuthentication() {
    return body(
        "Authenticate",
        "{\"participant\":\"%s\",\"timestamp\":%d,\"signature\":\"%s\"}"
            .formatted(alice.sessionId(), System.currentTimeMillis(), "5a".repeat(3_309)));
  }

  /** A question about a session that there is not. */
  String unknownSession() {
    byte[] id = ByteBuffer.allocate(32).putLong(counter.incrementAndGet()).array();
    return body("GetSession", "{\"sessionId\":\"" + new SessionId(Bytes.wrap(id)).toCb58() + "\"}");
  }

  static String body(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sessionvm.%s\",\"params\":%s}"
        .formatted(method, params);
  }

  /** Sends a message of so many bytes; its sequence. */
  long send(int bytes) throws IOException {
    byte[] content = ByteBuffer.allocate(bytes).putLong(counter.incrementAndGet()).array();
    SendMessage message = new SendMessage(session, alice.participant(), 0, Bytes.wrap(content));
    JsonNode sent =
        call(
            "SendMessage",
            Map.of(
                "sessionId", session.toCb58(),
                "sender", alice.sessionId(),
                "ciphertext", message.ciphertext().toHex(),
                "signature", sign(alice, message)));
    return sent.get("sequence").asLong();
  }

  /** Asks for all that a page may hold, from the first message on. */
  String pageRequest() {
    return body("GetMessages", "{\"sessionId\":\"" + session() + "\",\"limit\":1000}");
  }

  /** A request with the token of who may read. */
  String read(String body) {
    return withToken(Attack.post(body));
  }

  /** The same request with the token. */
  String withToken(String request) {
    return request.replace("\r\nHost", "\r\nAuthorization: Bearer " + token + "\r\nHost");
  }

  /** Everything that must be true of a node whatever others do to it. */
  void serves(String attack) throws IOException {
    assertThat(get("/liveness").statusCode()).as(attack).isEqualTo(200);
    assertThat(get("/health").statusCode()).as(attack).isEqualTo(200);
    assertThat(call("Health", Map.of()).get("healthy").asBoolean()).as(attack).isTrue();
    long newest = send(512);
    long from = Math.max(0, newest - 9);
    JsonNode page =
        call("GetMessages", Map.of("sessionId", session(), "fromSequence", from, "limit", 10));
    assertThat(page.get("nextSequence").asLong()).as(attack).isEqualTo(newest + 1);
    assertThat(page.get("messages")).as(attack).hasSize((int) (newest + 1 - from));
    long resident = status("VmRSS:") / 1_024;
    long threads = status("Threads:");
    System.out.printf("%s: served, resident %d MiB, %d threads%n", attack, resident, threads);
    assertThat(resident).as(attack).isLessThan(RESIDENT_MEBIBYTES_MAX);
    assertThat(threads).as(attack).isLessThan(THREADS_MAX);
  }

  /** What clients do is their affair: it fills no log and leaves no trace of a fault in it. */
  void logsNothingOfIt() throws IOException {
    assertThat(Files.size(log)).isLessThan(LOG_BYTES_MAX);
    assertThat(Files.readAllLines(log)).isNotEmpty().noneMatch(Victim::tellsOfAFault);
  }

  private static boolean tellsOfAFault(String line) {
    return line.startsWith("\tat ") || line.contains("Exception") || line.contains(" ERROR ");
  }

  private long status(String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(node.handle().pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  /** What the node counts under this name. */
  double metric(String name) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(node.metricsUrl().resolve("/metrics"));
    return exchange(request.GET())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  HttpResponse<String> get(String path) throws IOException {
    return exchange(HttpRequest.newBuilder(node.url().resolve(path)).GET());
  }

  private JsonNode call(String method, Map<String, ?> params) throws IOException {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of("jsonrpc", "2.0", "id", 1, "method", "sessionvm." + method, "params", params));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.url())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    JsonNode answer = JSON.readTree(exchange(request).body());
    if (!answer.has("result")) {
      throw new AssertionError(method + ": " + answer);
    }
    return answer.get("result");
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(PROMPT).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    node.close();
    alice.close();
    bob.close();
  }
}
