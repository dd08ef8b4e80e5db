package org.sessionvm.crypto.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/**
 * Known answers that a provider must give before it is trusted: a recorded signature is accepted,
 * the same with a fault in each of its parts is refused, and what the provider signs from the
 * recorded seed verifies under the recorded key.
 */
final class SelfTest {
  private static final String RESOURCE = "ml-dsa-65-known-answers.properties";
  private static final long TIMING_NANOS = 40_000_000;

  // FIPS 204, algorithm 26: where the parts of a signature begin.
  private static final int RESPONSE_OFFSET = 48;
  private static final int HINT_OFFSET = RESPONSE_OFFSET + 5 * 640;
  private static final int HINT_COUNTS_OFFSET = HINT_OFFSET + 55;

  private final MlDsaPublicKey key;
  private final byte[] seed;
  private final Bytes message;
  private final Bytes signature;

  private SelfTest(Properties answers) {
    this.key = new MlDsaPublicKey(bytes(answers, "publicKey"));
    this.seed = bytes(answers, "seed").toByteArray();
    this.message = bytes(answers, "message");
    this.signature = bytes(answers, "signature");
  }

  /** What {@code provider} gets wrong; empty when it may be used. */
  static Optional<String> failure(SignatureProvider provider) {
    try {
      return load().firstFailure(provider);
    } catch (RuntimeException | LinkageError e) {
      return Optional.of("it throws " + e);
    }
  }

  /** The least time that one verification takes, in microseconds. */
  static long verificationMicros(SignatureProvider provider) {
    SelfTest test = load();
    long least = Long.MAX_VALUE;
    long start = System.nanoTime();
    for (long now = start; now - start < TIMING_NANOS; ) {
      provider.verify(test.key, test.message, test.signature);
      long end = System.nanoTime();
      least = Math.min(least, end - now);
      now = end;
    }
    return least / 1000;
  }

  private Optional<String> firstFailure(SignatureProvider provider) {
    if (!provider.verify(key, message, signature)) {
      return Optional.of("a good signature is refused");
    }
    if (provider.verify(key, message.concat(Bytes.copyOf(new byte[1])), signature)) {
      return Optional.of("a signature of another message is accepted");
    }
    if (provider.verify(flippedKey(), message, signature)) {
      return Optional.of("a signature under another key is accepted");
    }
    int[] faults = {0, RESPONSE_OFFSET, HINT_OFFSET, HINT_COUNTS_OFFSET, signature.size() - 1};
    for (int fault : faults) {
      if (provider.verify(key, message, flipped(signature, fault))) {
        return Optional.of("a fault at byte %d of a signature is accepted".formatted(fault));
      }
    }
    if (provider.verify(key, message, unorderedHint())) {
      return Optional.of("a second encoding of a signature is accepted");
    }
    return signingFailure(provider);
  }

  private Optional<String> signingFailure(SignatureProvider provider) {
    try (SigningKey signing = provider.signingKey(seed)) {
      Bytes first = signing.sign(message);
      if (!new BouncyCastleProvider().verify(key, message, first)) {
        return Optional.of("what it signs does not verify");
      }
      return first.equals(signing.sign(message))
          ? Optional.of("it signs without hedging")
          : Optional.empty();
    }
  }

  private MlDsaPublicKey flippedKey() {
    return new MlDsaPublicKey(flipped(key.bytes(), key.bytes().size() - 1));
  }

  /** The first two positions of the hint exchanged: the same hint, not in its only valid order. */
  private Bytes unorderedHint() {
    byte[] changed = signature.toByteArray();
    byte first = changed[HINT_OFFSET];
    changed[HINT_OFFSET] = changed[HINT_OFFSET + 1];
    changed[HINT_OFFSET + 1] = first;
    return Bytes.wrap(changed);
  }

  private static Bytes flipped(Bytes bytes, int index) {
    byte[] changed = bytes.toByteArray();
    changed[index] ^= 1;
    return Bytes.wrap(changed);
  }

  private static SelfTest load() {
    Properties answers = new Properties();
    try (InputStream in = SelfTest.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + RESOURCE);
      }
      answers.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SelfTest(answers);
  }

  private static Bytes bytes(Properties answers, String name) {
    return Bytes.fromHex(answers.getProperty(name, ""));
  }
}
