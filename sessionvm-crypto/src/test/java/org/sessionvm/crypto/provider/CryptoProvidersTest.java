package org.sessionvm.crypto.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

class CryptoProvidersTest {
  @Test
  void takesTheNativeProviderWhenItIsWanted() {
    Selection selection = CryptoProviders.select(Preference.CONSCRYPT);

    assertThat(selection.provider().name()).isEqualTo("conscrypt");
    assertThat(selection.reason()).isEqualTo("as configured");
  }

  @Test
  void doesNotLoadTheNativeProviderWhenBouncyCastleIsWanted() {
    Selection selection =
        CryptoProviders.select(
            Preference.BOUNCY_CASTLE,
            () -> {
              throw new AssertionError("must not be opened");
            });

    assertThat(selection.provider().name()).isEqualTo("bouncycastle");
  }

  @Test
  void takesTheFasterOneByItself() {
    Selection selection = CryptoProviders.select(Preference.AUTO);
    System.out.println("selected " + selection.provider().name() + ": " + selection.reason());

    assertThat(selection.provider().name()).isEqualTo("conscrypt");
    assertThat(selection.reason()).contains("conscrypt verifies in").contains("bouncycastle in");
  }

  @Test
  void staysWithBouncyCastleWhenTheOtherIsSlower() {
    Selection selection = CryptoProviders.select(Preference.AUTO, Slow::new);

    assertThat(selection.provider().name()).isEqualTo("bouncycastle");
    assertThat(selection.reason()).startsWith("planted verifies in");
  }

  @Test
  void fallsBackWhenTheNativeLibraryIsMissing() {
    assertFallback(
        () -> {
          throw new UnsatisfiedLinkError("no such library");
        },
        "no such library");
  }

  @Test
  void fallsBackWhenTheJarIsMissing() {
    assertFallback(
        () -> {
          throw new NoClassDefFoundError("org/conscrypt/Conscrypt");
        },
        "org/conscrypt/Conscrypt");
  }

  @Test
  void fallsBackWhenTheAlgorithmIsMissing() {
    assertFallback(
        () -> {
          throw new NoSuchAlgorithmException("ML-DSA-65");
        },
        "ML-DSA-65");
  }

  @Test
  void fallsBackFromOneThatAcceptsEverything() {
    assertFallback(
        () ->
            new Planted() {
              @Override
              public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
                return true;
              }
            },
        "planted fails its self-test: a signature of another message is accepted");
  }

  @Test
  void fallsBackFromOneThatRefusesEverything() {
    assertFallback(
        () ->
            new Planted() {
              @Override
              public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
                return false;
              }
            },
        "planted fails its self-test: a good signature is refused");
  }

  @Test
  void fallsBackFromOneThatThrows() {
    assertFallback(
        () ->
            new Planted() {
              @Override
              public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
                throw new IllegalStateException("out of order");
              }
            },
        "out of order");
  }

  @Test
  void fallsBackFromOneThatOverlooksTheOrderOfHints() {
    assertFallback(
        () ->
            new Planted() {
              @Override
              public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
                return super.verify(key, message, withOrderedHint(signature));
              }
            },
        "a second encoding of a signature is accepted");
  }

  @Test
  void fallsBackFromOneThatSignsTheSameTwice() {
    assertFallback(
        () ->
            new Planted() {
              @Override
              public SigningKey signingKey(byte[] secret) {
                return new SameTwice(super.signingKey(secret));
              }
            },
        "it signs without hedging");
  }

  private static void assertFallback(CryptoProviders.Candidate candidate, String reason) {
    for (Preference preference : new Preference[] {Preference.AUTO, Preference.CONSCRYPT}) {
      Selection selection = CryptoProviders.select(preference, candidate);

      assertThat(selection.provider().name()).isEqualTo("bouncycastle");
      assertThat(selection.reason()).contains(reason);
    }
  }

  private static Bytes withOrderedHint(Bytes signature) {
    byte[] ordered = signature.toByteArray();
    byte first = ordered[3248];
    if (Byte.toUnsignedInt(first) > Byte.toUnsignedInt(ordered[3249])) {
      ordered[3248] = ordered[3249];
      ordered[3249] = first;
    }
    return Bytes.wrap(ordered);
  }

  /** Right in everything, for a subclass to get one thing wrong. */
  private static class Planted implements SignatureProvider {
    private final BouncyCastleProvider right = new BouncyCastleProvider();

    @Override
    public String name() {
      return "planted";
    }

    @Override
    public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
      return right.verify(key, message, signature);
    }

    @Override
    public SigningKey signingKey(byte[] secret) {
      return right.signingKey(secret);
    }
  }

  /** So much slower that no warm-up of the one measured later makes up for it. */
  private static final class Slow extends Planted {
    @Override
    public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
      boolean verdict = true;
      for (int i = 0; i < 50; i++) {
        verdict = super.verify(key, message, signature);
      }
      return verdict;
    }
  }

  private static final class SameTwice implements SigningKey {
    private final SigningKey key;
    private Optional<Bytes> first = Optional.empty();

    SameTwice(SigningKey key) {
      this.key = key;
    }

    @Override
    public Bytes sign(Bytes message) {
      if (first.isEmpty()) {
        first = Optional.of(key.sign(message));
      }
      return first.get();
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
