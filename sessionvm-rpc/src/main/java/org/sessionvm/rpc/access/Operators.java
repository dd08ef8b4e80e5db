package org.sessionvm.rpc.access;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.limits.RateLimit;
import org.sessionvm.rpc.limits.TokenBuckets;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells operators by their tokens. Safe for any thread.
 *
 * <p>A network address that presents wrong tokens too often is not compared with the operators' own
 * tokens for a while, a right one included, so that guessing learns nothing. The token that the
 * node made is always compared: it is too long to be guessed, and whoever is on the machine must
 * not be locked out by others there.
 */
public final class Operators {
  /** Wrong tokens of one address: these many at once, and one more each second. */
  public static final RateLimit GUESSES = new RateLimit(1, 10);

  private static final int ADDRESSES_MAX = 65_536;
  private static final Logger LOG = LoggerFactory.getLogger(Operators.class);

  private final Optional<OperatorToken> local;
  private final TokenBuckets<ClientAddress> guesses;
  private final Optional<Counter> refusals;
  private volatile List<OperatorToken> named = List.of();

  /**
   * Without names until {@link #replace}.
   *
   * @param local made by this node, for who is on its machine
   * @param metrics counts refusals there
   */
  public Operators(Optional<OperatorToken> local, NodeMetrics metrics) {
    this(local, Optional.of(metrics), System::nanoTime);
  }

  Operators(Optional<OperatorToken> local, Optional<NodeMetrics> metrics, LongSupplier nanoTime) {
    this.local = local;
    this.guesses = new TokenBuckets<>(GUESSES, ADDRESSES_MAX, nanoTime);
    this.refusals =
        metrics.map(
            where ->
                where.count(
                    "sessionvm.operator.refusals", "calls of operators without a right token"));
  }

  /** From now on these are the operators. */
  public void replace(List<OperatorToken> tokens) {
    named = List.copyOf(tokens);
  }

  /** The operator's name, noted with the method in the log; throws {@link RpcException}. */
  public String admit(CallContext context, String method, Level level) {
    String name = settle(context);
    LOG.atLevel(level).log("operator {} calls {}", name, method);
    return name;
  }

  private String settle(CallContext context) {
    BearerToken token =
        context.token().orElseThrow(() -> refused("an operator's token is missing"));
    Optional<String> onMachine = local.filter(own -> own.is(token)).map(OperatorToken::name);
    if (onMachine.isPresent()) {
      return onMachine.get();
    }
    refuseGuessing(context);
    return find(token).orElseThrow(() -> wrong(context));
  }

  private void refuseGuessing(CallContext context) {
    OptionalLong wait = context.address().map(guesses::check).orElseGet(OptionalLong::empty);
    if (wait.isPresent()) {
      refusals.ifPresent(Counter::increment);
      throw new RpcException(
          RpcError.limitExceeded(
              "operatorGuessesPerAddress", GUESSES.perSecond(), wait.getAsLong()));
    }
  }

  /** Compares with every token, so that the time tells nothing of which one it is. */
  private Optional<String> find(BearerToken token) {
    String found = "";
    for (OperatorToken each : named) {
      found = each.is(token) ? each.name() : found;
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private RpcException wrong(CallContext context) {
    context.address().ifPresent(guesses::take);
    return refused("the operator's token is unknown");
  }

  private RpcException refused(String reason) {
    refusals.ifPresent(Counter::increment);
    return new RpcException(RpcError.unauthorized(reason));
  }
}
