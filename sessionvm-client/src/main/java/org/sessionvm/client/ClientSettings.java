package org.sessionvm.client;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.sessionvm.primitives.ChainId;

/**
 * How a wallet talks to a node.
 *
 * @param connectTimeout for the TCP and TLS handshakes
 * @param callTimeout for one attempt, its whole answer included; longer than the time in which a
 *     node accepts a block (10 seconds by default)
 * @param deadline for a call with all its attempts
 * @param responseBytesMax longest answer that is read; a page of messages takes up to 10 MiB
 * @param chain refuses any other chain; if empty, the chain is the one that the node names first
 * @param tls whom to trust to be the node, and what to show to it; if empty, the authorities of the
 *     Java platform and nothing
 */
public record ClientSettings(
    Duration connectTimeout,
    Duration callTimeout,
    Duration deadline,
    int responseBytesMax,
    Optional<ChainId> chain,
    Optional<SSLContext> tls) {
  /** Suits a node in the same house or across the world. */
  public static final ClientSettings DEFAULT =
      new ClientSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          16 << 20,
          Optional.empty(),
          Optional.empty());

  public ClientSettings {
    positive("connectTimeout", connectTimeout);
    positive("callTimeout", callTimeout);
    positive("deadline", deadline);
    if (responseBytesMax < 1024) {
      throw new IllegalArgumentException("responseBytesMax must be at least 1024");
    }
  }

  /** The same, for this chain only. */
  public ClientSettings withChain(ChainId pinned) {
    return new ClientSettings(
        connectTimeout, callTimeout, deadline, responseBytesMax, Optional.of(pinned), tls);
  }

  /** The same, with this deadline; an attempt never outlasts it. */
  public ClientSettings withDeadline(Duration changed) {
    return new ClientSettings(connectTimeout, callTimeout, changed, responseBytesMax, chain, tls);
  }

  /** The same, with this for {@code https://} addresses. */
  public ClientSettings withTls(Optional<SSLContext> context) {
    return new ClientSettings(
        connectTimeout, callTimeout, deadline, responseBytesMax, chain, context);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
