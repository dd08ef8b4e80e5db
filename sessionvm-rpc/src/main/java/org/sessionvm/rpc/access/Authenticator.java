package org.sessionvm.rpc.access;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.RpcServices;
import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.live.LiveCall;
import org.sessionvm.rpc.live.LiveConnection;
import org.sessionvm.rpc.live.Proof;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.transaction.ReadAuthentication;
import org.sessionvm.verification.VerificationOverloadException;
import org.sessionvm.vm.StateReader;

/**
 * Gives a token to who signs {@code "sessionvm.auth.v1"} ‖ chain id ‖ participant id ‖ timestamp
 * u64 with the key of an identity that the chain knows.
 */
public final class Authenticator {
  /** How far the timestamp may be from the node's clock. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  private static final long OVERLOAD_RETRY_MILLIS = 100;

  private final RpcServices services;
  private final TimeSource time;
  private final AccessTokens tokens;
  private final AuthenticationTimes times = new AuthenticationTimes();

  public Authenticator(RpcServices services, AccessTokens tokens) {
    this.services = services;
    this.time = services.time();
    this.tokens = tokens;
  }

  /** A token, or an {@link RpcException}. */
  public AccessTokens.Issued authenticate(
      ParticipantId participant, long timestampMillis, Bytes signature) {
    long now = time.currentMillis();
    long window = WINDOW.toMillis();
    if (timestampMillis < now - window || timestampMillis > now + window) {
      throw refused("timestamp is more than 60 seconds from this node's clock");
    }
    if (signature.size() == 0) {
      throw refused("signature is missing");
    }
    MlDsaPublicKey key = key(participant);
    Bytes message =
        ReadAuthentication.signingBytes(services.vm().chainId(), participant, timestampMillis);
    if (!isValid(key, message, signature)) {
      throw refused("signature is wrong");
    }
    return switch (times.use(participant, timestampMillis, now - window)) {
      case REPEATED -> throw refused("this timestamp was used before");
      case TOO_MANY -> throw busy(Limit.AUTHENTICATIONS, AuthenticationTimes.PER_PARTICIPANT_MAX);
      case FRESH -> tokens.issue(participant);
    };
  }

  private boolean isValid(MlDsaPublicKey key, Bytes message, Bytes signature) {
    try {
      return services
          .vm()
          .signatureVerifier(CallScope.current().signatures())
          .verify(key, message, signature);
    } catch (VerificationOverloadException e) {
      throw new RpcException(
          RpcError.limitExceeded("verificationQueueMax", e.queueMax(), OVERLOAD_RETRY_MILLIS));
    }
  }

  private MlDsaPublicKey key(ParticipantId participant) {
    try (StateReader state = services.vm().read()) {
      return state
          .identity(participant)
          .map(IdentityKeys::dsa)
          .orElseThrow(() -> refused("the chain knows no keys of the participant"));
    }
  }

  private RpcException refused(String reason) {
    return new RpcException(
        RpcError.unauthorized(reason, Map.of("serverTime", time.currentMillis())));
  }

  private static RpcException busy(Limit limit, long max) {
    return new RpcException(RpcError.limitExceeded(limit.wireName(), max, WINDOW.toMillis()));
  }

  /**
   * As whom the context's connection has proved itself, or whose token it has; throws {@link
   * RpcException} where it has none that is good.
   */
  public ParticipantId participant(CallContext context) {
    Optional<Proof> proof = context.live().flatMap(LiveCall::proof);
    if (proof.isPresent() && proof.get().isGoodAt(time.currentMillis())) {
      return proof.get().participant();
    }
    BearerToken token =
        context
            .token()
            .orElseThrow(
                () ->
                    new RpcException(RpcError.unauthorized("a token of Authenticate is missing")));
    Optional<ParticipantId> participant = tokens.find(token);
    return participant.orElseThrow(
        () -> new RpcException(RpcError.unauthorized("the token is unknown or has expired")));
  }

  /** Whether a connection's proof or token is this participant's, and good now. */
  public boolean isGood(LiveConnection connection, ParticipantId participant) {
    return connection.isProved(participant, time.currentMillis())
        || connection.token().flatMap(tokens::find).filter(participant::equals).isPresent();
  }
}
