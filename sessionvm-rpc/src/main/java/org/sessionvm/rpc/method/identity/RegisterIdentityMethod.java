package org.sessionvm.rpc.method.identity;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.RateLimit;
import org.sessionvm.rpc.limits.TokenBuckets;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.Writes;
import org.sessionvm.transaction.RegisterIdentity;

/** Makes an identity known for longer. */
public final class RegisterIdentityMethod
    extends RpcMethod<RegisterIdentityMethod.Parameters, RegisterIdentityMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.RegisterIdentity",
              "Keeps the public keys of an identity beyond its last session.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private static final RateLimit PER_ADDRESS = new RateLimit(5, 100);
  private static final int ADDRESSES_MAX = 65_536;

  private final MethodServices services;
  private final TokenBuckets<ClientAddress> registrations =
      new TokenBuckets<>(PER_ADDRESS, ADDRESSES_MAX, System::nanoTime);

  /** What it takes. */
  public record Parameters(
      @Field("1184 bytes of ML-KEM-768 in hex") Bytes kemPublicKey,
      @Field("1952 bytes of ML-DSA-65 in hex") Bytes dsaPublicKey,
      @Field(value = "by the second key, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("CB58 id") ParticipantId id) {}

  public RegisterIdentityMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    requireRate();
    IdentityKeys keys =
        new IdentityKeys(
            key("kemPublicKey", parameters.kemPublicKey(), MlKemPublicKey::new),
            key("dsaPublicKey", parameters.dsaPublicKey(), MlDsaPublicKey::new));
    Bytes signature = parameters.signature().orElse(Bytes.EMPTY);
    Outcome outcome =
        services.writes().submit(new RegisterIdentity(keys), signature, Writes.NOBODY);
    return new Result(((Outcome.IdentityRegistered) outcome).id());
  }

  /** An identity costs nothing to make and is kept for weeks. */
  private void requireRate() {
    OptionalLong wait =
        CallScope.current()
            .address()
            .filter(address -> !address.isLoopback())
            .map(registrations::tryTake)
            .orElse(OptionalLong.empty());
    if (wait.isPresent()) {
      throw new RpcException(
          RpcError.limitExceeded(
              Limit.REGISTRATIONS_PER_ADDRESS.wireName(),
              PER_ADDRESS.perSecond(),
              wait.getAsLong()));
    }
  }

  private static <K> K key(String field, Bytes bytes, Function<Bytes, K> constructor) {
    try {
      return constructor.apply(bytes);
    } catch (IllegalArgumentException e) {
      throw new RpcException(RpcError.invalidField(field, String.valueOf(e.getMessage())));
    }
  }
}
