package org.sessionvm.rpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sessionvm.rpc.limits.RateLimit;
import org.sessionvm.rpc.method.Namespace;

/**
 * What an operator chooses of the face to the network.
 *
 * @param http where JSON-RPC and health are served; port 0 takes any free one
 * @param metrics where Prometheus reads and operators call, if anywhere
 * @param access who may ask
 * @param bounds how much may be asked at once
 * @param rates how often; off on a loopback listener unless set
 */
public record RpcSettings(
    Listener http, Optional<Listener> metrics, Access access, Bounds bounds, Rates rates) {

  /** Loopback, the documented ports, no TLS and the default bounds. */
  public static final RpcSettings DEFAULT =
      new RpcSettings(
          Listener.loopback(9652),
          Optional.of(Listener.operations(9655)),
          Access.LOCAL,
          Bounds.DEFAULT,
          Rates.DEFAULT);

  /** The same for no web page. */
  RpcSettings withoutOrigins() {
    return new RpcSettings(http, metrics, new Access(access.hosts(), Set.of()), bounds, rates);
  }

  /** The same with another bound of connections. */
  public RpcSettings withConnectionsMax(int connectionsMax) {
    Bounds changed =
        new Bounds(
            bounds.bodyBytesMax(),
            bounds.batchMax(),
            connectionsMax,
            bounds.idleTimeout(),
            bounds.acceptTimeout());
    return new RpcSettings(http, metrics, access, changed, rates);
  }

  /**
   * A listening socket.
   *
   * @param tls none is plain HTTP
   * @param namespaces whose methods it serves
   */
  public record Listener(InetSocketAddress address, Optional<Tls> tls, Set<Namespace> namespaces) {
    /** Plain HTTP on 127.0.0.1 for wallets. */
    public static Listener loopback(int port) {
      return loopback(port, Namespace.PUBLIC);
    }

    /** Plain HTTP on 127.0.0.1 for operators. */
    public static Listener operations(int port) {
      return loopback(port, Namespace.OPERATIONS);
    }

    private static Listener loopback(int port, Set<Namespace> namespaces) {
      return new Listener(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
          Optional.empty(),
          namespaces);
    }

    public Listener {
      namespaces = Set.copyOf(namespaces);
      if (address.isUnresolved()) {
        throw new IllegalArgumentException("the host to listen on has no address");
      }
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
      return address.getAddress().isLoopbackAddress();
    }
  }

  /**
   * Who may ask.
   *
   * @param hosts names that a request's Host may have besides the listener's own address and {@code
   *     localhost}; {@code *} allows every one
   * @param origins web pages that a browser lets ask ({@code https://wallet.example}); {@code *} is
   *     every one; none means no CORS
   */
  public record Access(Set<String> hosts, Set<String> origins) {
    /** This machine, no web page. */
    public static final Access LOCAL = new Access(Set.of(), Set.of());

    public Access {
      hosts =
          hosts.stream()
              .map(host -> host.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
      origins = Set.copyOf(origins);
    }
  }

  /**
   * How much may be asked at once.
   *
   * @param bodyBytesMax longest body of a request
   * @param batchMax most requests of a batch
   * @param connectionsMax most connections of each listener; one more closes the longest idle
   * @param idleTimeout after which a silent connection is closed
   * @param acceptTimeout how long a write waits for its block
   */
  public record Bounds(
      int bodyBytesMax,
      int batchMax,
      int connectionsMax,
      Duration idleTimeout,
      Duration acceptTimeout) {
    /** The documented defaults. */
    public static final Bounds DEFAULT =
        new Bounds(1 << 20, 100, 8_192, Duration.ofSeconds(30), Duration.ofSeconds(10));

    public Bounds {
      within("bodyBytesMax", bodyBytesMax, 1_024, 64 << 20);
      within("batchMax", batchMax, 1, 10_000);
      within("connectionsMax", connectionsMax, 1, 65_536);
      within("idleTimeoutMillis", idleTimeout.toMillis(), 100, 3_600_000);
      within("acceptTimeoutMillis", acceptTimeout.toMillis(), 1, 600_000);
    }

    // Here and not beside it, or the default settings would be made before the default bounds.
    private static void within(String name, long value, long least, long most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            name + " must be from " + least + " to " + most + ", not " + value);
      }
    }
  }

  /**
   * How often one caller may ask. What is empty is off on a loopback listener and has the
   * documented default elsewhere.
   *
   * @param requestsPerAddress calls of one network address
   * @param writesPerSender writes that one participant has signed
   */
  public record Rates(Optional<RateLimit> requestsPerAddress, Optional<RateLimit> writesPerSender) {
    /** As the listener says. */
    public static final Rates DEFAULT = new Rates(Optional.empty(), Optional.empty());

    private static final RateLimit PUBLIC_REQUESTS = new RateLimit(300, 600);
    private static final RateLimit PUBLIC_WRITES = new RateLimit(50, 200);

    /** Every rate said, for a listener. */
    public Rates resolve(boolean loopback) {
      return new Rates(
          Optional.of(requestsPerAddress.orElse(loopback ? RateLimit.OFF : PUBLIC_REQUESTS)),
          Optional.of(writesPerSender.orElse(loopback ? RateLimit.OFF : PUBLIC_WRITES)));
    }
  }
}
