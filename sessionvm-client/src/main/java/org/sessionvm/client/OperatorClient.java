package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Calls of a node's operator. Throws {@link ClientException}. Any thread may use it. */
public final class OperatorClient implements AutoCloseable {
  /** A node that is not there is said soon; a flush may take a while. */
  private static final ClientSettings SETTINGS =
      ClientSettings.DEFAULT.withDeadline(Duration.ofSeconds(5));

  private final JsonRpcConnection connection;
  private final Token token;

  private OperatorClient(JsonRpcConnection connection, Token token) {
    this.connection = connection;
    this.token = token;
  }

  /**
   * A client of the operations address of a node.
   *
   * @param tls as in {@link ClientSettings}
   * @throws IllegalArgumentException when the address is none of a node
   */
  public static OperatorClient connect(URI node, String token, Optional<SSLContext> tls) {
    return new OperatorClient(
        new JsonRpcConnection(NodeAddress.of(node), SETTINGS.withTls(tls), RetryClock.SYSTEM),
        new Token(token, Instant.MAX));
  }

  /** The result of a method; {@code parameters} fills them in. */
  public JsonNode call(String method, Consumer<ObjectNode> parameters) {
    ObjectNode object = connection.parameters();
    parameters.accept(object);
    return connection.call(method, object, Optional.of(token));
  }

  @Override
  public void close() {
    connection.close();
  }
}
