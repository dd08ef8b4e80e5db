package org.sessionvm.rpc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.access.AccessTokens;
import org.sessionvm.rpc.access.Authenticator;
import org.sessionvm.rpc.discover.DiscoverMethod;
import org.sessionvm.rpc.envelope.JsonRpc;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.health.NodeHealth;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.limits.TokenBuckets;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.JsonFormat;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.Methods;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.Writes;
import org.sessionvm.rpc.method.identity.IdentityMethods;
import org.sessionvm.rpc.method.message.MessageMethods;
import org.sessionvm.rpc.method.node.NodeMethods;
import org.sessionvm.rpc.method.session.SessionMethods;
import org.sessionvm.rpc.metrics.CallMetrics;
import org.sessionvm.rpc.metrics.VmMetrics;

/**
 * Everything of the face that needs no network, for hosts that carry requests themselves.
 *
 * @param endpoint answers bodies
 * @param methods that it knows
 * @param health of the node
 */
public record RpcNode(JsonRpcEndpoint endpoint, Methods methods, NodeHealth health)
    implements AutoCloseable {
  private static final int SENDERS_MAX = 65_536;

  /**
   * Wires the methods. Where the host limits its callers itself, no rate is limited here.
   *
   * @param rates resolved
   */
  public static RpcNode create(
      RpcSettings.Bounds bounds, RpcSettings.Rates rates, RpcServices services) {
    return create(
        bounds,
        rates,
        new TokenBuckets<>(rates.requestsPerAddress().orElseThrow(), SENDERS_MAX, System::nanoTime),
        services);
  }

  static RpcNode create(
      RpcSettings.Bounds bounds,
      RpcSettings.Rates rates,
      TokenBuckets<ClientAddress> addresses,
      RpcServices services) {
    TokenBuckets<ParticipantId> senders =
        new TokenBuckets<>(rates.writesPerSender().orElseThrow(), SENDERS_MAX, System::nanoTime);
    AccessTokens tokens = new AccessTokens(services.time());
    NodeHealth health = NodeHealth.start(services);
    Authenticator authenticator = new Authenticator(services, tokens);
    Writes writes = new Writes(services.vm(), bounds.acceptTimeout(), senders);
    MethodServices forMethods = new MethodServices(services, bounds, writes, tokens, health);
    Methods methods =
        new Methods(
            methods(forMethods, authenticator),
            context -> caller(services, authenticator, context));
    ObjectMapper mapper = JsonFormat.newMapper();
    VmMetrics.bind(services.vm(), services.metrics());
    JsonRpc endpoint =
        new JsonRpc(
            mapper,
            bounds.batchMax(),
            methods,
            (context, first) -> refuse(addresses, context, first),
            new CallMetrics(services.metrics(), methods::canonicalName));
    return new RpcNode(endpoint, methods, health);
  }

  private static List<RpcMethod<?, ?>> methods(
      MethodServices services, Authenticator authenticator) {
    List<RpcMethod<?, ?>> methods = new ArrayList<>();
    String version = services.services().node().version();
    methods.addAll(SessionMethods.of(services));
    methods.addAll(MessageMethods.of(services));
    methods.addAll(IdentityMethods.of(services, authenticator));
    methods.addAll(NodeMethods.of(services));
    methods.add(new DiscoverMethod(version, () -> List.copyOf(methods)));
    return methods;
  }

  /** Where no proof is asked for, anyone reads everything. */
  private static Caller caller(
      RpcServices services, Authenticator authenticator, CallContext context) {
    return new Caller(
        services.vm().rules().isOpen()
            ? Optional.empty()
            : Optional.of(authenticator.participant(context)));
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

  /** Looks at its health no more; calls are still answered. */
  @Override
  public void close() {
    health.close();
  }
}
