package org.sessionvm.launcher.node;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.SignatureVerifier;

/** Shows how long a check of a signature takes. */
record TimedVerifier(Timer timer, SignatureVerifier verifier) implements SignatureVerifier {
  static TimedVerifier of(NodeMetrics metrics, SignatureVerifier verifier) {
    return new TimedVerifier(
        metrics.times(
            "sessionvm.signature.verify",
            "time of one check of a signature, without the wait for it",
            Duration.ofNanos(50_000),
            Duration.ofNanos(100_000),
            Duration.ofNanos(250_000),
            Duration.ofNanos(500_000),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(25)),
        verifier);
  }

  @Override
  public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
    long start = System.nanoTime();
    try {
      return verifier.verify(key, message, signature);
    } finally {
      timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }
}
