package org.sessionvm.rpc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.access.AccessTokens;
import org.sessionvm.rpc.access.Authenticator;
import org.sessionvm.rpc.discover.DiscoverMethod;
import org.sessionvm.rpc.envelope.JsonRpc;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.health.NodeHealth;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.limits.PageTurns;
import org.sessionvm.rpc.limits.TokenBuckets;
import org.sessionvm.rpc.live.EventWriter;
import org.sessionvm.rpc.live.LiveConnection;
import org.sessionvm.rpc.live.LiveEvents;
import org.sessionvm.rpc.method.Authentication;
import org.sessionvm.rpc.method.JsonFormat;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.Methods;
import org.sessionvm.rpc.method.Namespace;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.Writes;
import org.sessionvm.rpc.method.admin.AdminMethods;
import org.sessionvm.rpc.method.channel.ChannelMethods;
import org.sessionvm.rpc.method.handle.HandleMethods;
import org.sessionvm.rpc.method.identity.IdentityMethods;
import org.sessionvm.rpc.method.live.EventNotifications;
import org.sessionvm.rpc.method.live.LiveMethods;
import org.sessionvm.rpc.method.message.MessageMethods;
import org.sessionvm.rpc.method.node.NodeMethods;
import org.sessionvm.rpc.method.session.SessionMethods;
import org.sessionvm.rpc.metrics.CallMetrics;
import org.sessionvm.rpc.metrics.VmMetrics;

/**
 * Everything of the face that needs no network, for hosts that carry requests themselves. Each
 * listener gets an endpoint of its own, with the namespaces that are on for it; they share tokens,
 * rates of senders and health.
 */
public final class RpcNode implements AutoCloseable {
  private static final int SENDERS_MAX = 65_536;

  private final RpcServices services;
  private final MethodServices forMethods;
  private final Authenticator authenticator;
  private final NodeHealth health;
  private final PageTurns pages = new PageTurns();
  private final LiveEvents events;

  private RpcNode(RpcSettings.Bounds bounds, RpcSettings.Rates rates, RpcServices services) {
    TokenBuckets<ParticipantId> senders =
        new TokenBuckets<>(rates.writesPerSender().orElseThrow(), SENDERS_MAX, System::nanoTime);
    AccessTokens tokens = new AccessTokens(services.time());
    Writes writes = new Writes(services.vm(), bounds.acceptTimeout(), senders);
    this.services = services;
    this.health = NodeHealth.start(services);
    this.authenticator = new Authenticator(services, tokens);
    this.events = LiveEvents.start(services.vm());
    this.forMethods = new MethodServices(services, bounds, writes, tokens, health);
  }

  /**
   * Wires the parts that all endpoints share.
   *
   * @param rates resolved
   */
  public static RpcNode create(
      RpcSettings.Bounds bounds, RpcSettings.Rates rates, RpcServices services) {
    RpcNode node = new RpcNode(bounds, rates, services);
    VmMetrics.bind(services.vm(), services.metrics());
    services
        .metrics()
        .gauge("sessionvm.http.pages.waiting", "pages that wait to be made", node.pages::waiting);
    return node;
  }

  /**
   * Answers bodies, with these namespaces. Where the host limits its callers itself, no rate of
   * theirs is limited here.
   */
  public JsonRpcEndpoint endpoint(Set<Namespace> namespaces) {
    return endpoint(namespaces, (_, _) -> Optional.empty());
  }

  /**
   * Answers bodies, with these namespaces.
   *
   * @param addresses how often each address may ask
   */
  JsonRpcEndpoint endpoint(Set<Namespace> namespaces, TokenBuckets<ClientAddress> addresses) {
    return endpoint(namespaces, (context, first) -> refuse(addresses, context, first));
  }

  /** For connections that stay open, whose calls are all counted as they come. */
  LiveServices live(Set<Namespace> namespaces, TokenBuckets<ClientAddress> addresses) {
    return live(endpoint(namespaces, (context, _) -> refuse(addresses, context, false)));
  }

  /** The same where the host limits its callers itself. */
  public LiveServices live(Set<Namespace> namespaces) {
    return live(endpoint(namespaces));
  }

  private LiveServices live(JsonRpcEndpoint endpoint) {
    EventWriter writer = new EventNotifications();
    return new LiveServices(
        endpoint,
        (outlet, token) ->
            new LiveConnection(events, authenticator::isGood, writer, outlet, token));
  }

  private JsonRpcEndpoint endpoint(Set<Namespace> namespaces, JsonRpc.CallGate gate) {
    Methods methods = methods(namespaces);
    ObjectMapper mapper = JsonFormat.newMapper();
    return new JsonRpc(
        mapper,
        forMethods.bounds().batchMax(),
        methods,
        gate,
        new CallMetrics(services.metrics(), methods::canonicalName));
  }

  /** The methods of these namespaces, in the order of documents. */
  public Methods methods(Set<Namespace> namespaces) {
    List<RpcMethod<?, ?>> methods = new ArrayList<>();
    for (Namespace namespace : Namespace.values()) {
      if (namespaces.contains(namespace)) {
        methods.addAll(of(namespace, () -> List.copyOf(methods)));
      }
    }
    return new Methods(
        methods,
        new Authentication(
            services.vm().rules().isOpen() ? Optional.empty() : Optional.of(authenticator),
            services.administration().map(Administration::operators)),
        pages);
  }

  private List<RpcMethod<?, ?>> of(Namespace namespace, Supplier<List<RpcMethod<?, ?>>> all) {
    return switch (namespace) {
      case SESSION -> SessionMethods.of(forMethods);
      case MESSAGE -> MessageMethods.of(forMethods);
      case IDENTITY -> IdentityMethods.of(forMethods, authenticator);
      case HANDLE -> HandleMethods.of(forMethods);
      case CHANNEL -> ChannelMethods.of(forMethods);
      case NODE -> NodeMethods.of(forMethods);
      case LIVE -> LiveMethods.of(forMethods);
      case RPC -> List.of(new DiscoverMethod(services.node().version(), all));
      case ADMIN ->
          services
              .administration()
              .map(Administration::operations)
              .map(AdminMethods::of)
              .orElseGet(List::of);
    };
  }

  /** Of the node. */
  public NodeHealth health() {
    return health;
  }

  /** The first call of a body was counted before the body was read. */
  private static Optional<RpcError> refuse(
      TokenBuckets<ClientAddress> addresses, CallContext context, boolean first) {
    if (first || context.address().isEmpty()) {
      return Optional.empty();
    }
    OptionalLong wait = addresses.tryTake(context.address().get());
    return wait.isEmpty()
        ? Optional.empty()
        : Optional.of(
            RpcError.limitExceeded(
                "requestsPerAddress", addresses.limit().perSecond(), wait.getAsLong()));
  }

  /** Looks at its health no more and tells of no more events; calls are still answered. */
  @Override
  public void close() {
    events.close();
    health.close();
  }
}
