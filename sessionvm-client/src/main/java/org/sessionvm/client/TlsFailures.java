package org.sessionvm.client;

import java.io.EOFException;
import java.net.SocketException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Tells a node that is not to be trusted, or that does not trust us, from one that hung up. */
final class TlsFailures {
  /** Chains of causes are short; one that is a ring must end too. */
  private static final int CAUSES_MAX = 32;

  private TlsFailures() {}

  /** The failure, if it is one that stays. */
  static Optional<ClientException> find(Throwable failure) {
    boolean hungUp =
        causes(failure).anyMatch(t -> t instanceof EOFException || t instanceof SocketException);
    return hungUp
        ? Optional.empty()
        : causes(failure)
            .filter(SSLException.class::isInstance)
            .findFirst()
            .map(t -> new ClientException.TlsFailed(ForeignText.line(reason(t)), t));
  }

  private static String reason(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
        .limit(CAUSES_MAX);
  }
}
