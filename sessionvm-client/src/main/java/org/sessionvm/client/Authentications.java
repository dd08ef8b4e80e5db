package org.sessionvm.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.transaction.ReadAuthentication;

/** The bearer tokens of one connection, got when needed and renewed when a node forgets them. */
final class Authentications {

  private final JsonRpcConnection connection;
  private final NodeClock clock;
  private final Map<ParticipantId, Token> tokens = new ConcurrentHashMap<>();

  Authentications(JsonRpcConnection connection, NodeClock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Calls with a token of {@code reader}; once more with a new one if that is refused. */
  <T> T with(Identity reader, ChainId chain, Function<Optional<Token>, T> call) {
    Token known = tokens.get(reader.participant());
    if (known == null || !known.isGoodAt(clock.now())) {
      return call.apply(Optional.of(renew(reader, chain)));
    }
    try {
      return call.apply(Optional.of(known));
    } catch (ClientException.Unauthorized _) {
      // A restarted node knows no token of before.
      return call.apply(Optional.of(renew(reader, chain)));
    }
  }

  /** Gets a new token; by the node's own time, if it says that ours is wrong. */
  Token renew(Identity reader, ChainId chain) {
    Token token;
    try {
      token = authenticate(reader, chain);
    } catch (ClientException.Unauthorized refused) {
      clock.correct(refused.serverTime().orElseThrow(() -> refused));
      token = authenticate(reader, chain);
    }
    tokens.put(reader.participant(), token);
    return token;
  }

  private Token authenticate(Identity reader, ChainId chain) {
    long timestamp = clock.uniqueMillis();
    Bytes signature =
        reader.sign(ReadAuthentication.signingBytes(chain, reader.participant(), timestamp));
    JsonFields result =
        new JsonFields(
            connection.call(
                "sessionvm.Authenticate",
                connection
                    .parameters()
                    .put("participant", reader.participant().toCb58())
                    .put("timestamp", timestamp)
                    .put("signature", signature.toHex()),
                Optional.empty()));
    return new Token(result.text("token"), result.seconds("expires"));
  }
}
