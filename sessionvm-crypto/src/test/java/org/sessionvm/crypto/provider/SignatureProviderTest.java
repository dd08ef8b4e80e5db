package org.sessionvm.crypto.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.crypto.vectors.PeerVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessionvm.crypto.vectors.PeerVectors;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

class SignatureProviderTest {
  private static final JsonNode IDENTITY = PeerVectors.identities().getFirst();
  private static final MlDsaPublicKey KEY = PeerVectors.keys(IDENTITY).dsa();
  private static final Bytes MESSAGE = Bytes.fromHex("00ff10");

  static List<SignatureProvider> providers() {
    return Providers.all();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void signsHedgedFromSeedAndFromExpandedKey(SignatureProvider provider) {
    for (String secret : List.of("dsaSeed", "dsaSecretKey")) {
      try (SigningKey key = provider.signingKey(bytes(IDENTITY, secret).unsafeArray())) {
        Bytes first = key.sign(MESSAGE);
        Bytes second = key.sign(MESSAGE);

        assertThat(first).isNotEqualTo(second);
        for (SignatureProvider verifier : Providers.all()) {
          assertThat(verifier.verify(KEY, MESSAGE, first)).isTrue();
          assertThat(verifier.verify(KEY, MESSAGE, second)).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesToSignAfterClose(SignatureProvider provider) {
    for (String secret : List.of("dsaSeed", "dsaSecretKey")) {
      SigningKey key = provider.signingKey(bytes(IDENTITY, secret).unsafeArray());
      key.close();

      assertThatThrownBy(() -> key.sign(MESSAGE)).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesSecretsOfOtherLengths(SignatureProvider provider) {
    for (int length : new int[] {0, 31, 33, 64, 4031, 4033}) {
      assertThatThrownBy(() -> provider.signingKey(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void verifiesOnManyThreadsOfBothKinds(SignatureProvider provider) throws Exception {
    Bytes signature;
    try (SigningKey key = provider.signingKey(bytes(IDENTITY, "dsaSeed").unsafeArray())) {
      signature = key.sign(MESSAGE);
    }
    Callable<Boolean> good = () -> provider.verify(KEY, MESSAGE, signature);
    Callable<Boolean> bad = () -> provider.verify(KEY, Bytes.EMPTY, signature);
    try (ExecutorService platform = Executors.newFixedThreadPool(4);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> accepted = new ArrayList<>();
      List<Future<Boolean>> refused = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        for (ExecutorService executor : List.of(platform, virtual)) {
          accepted.add(executor.submit(good));
          refused.add(executor.submit(bad));
        }
      }
      for (Future<Boolean> verdict : accepted) {
        assertThat(verdict.get()).isTrue();
      }
      for (Future<Boolean> verdict : refused) {
        assertThat(verdict.get()).isFalse();
      }
    }
  }

  @Test
  void keepsNoMoreParsedKeysThanItMay() {
    PublicKeyCache<MlDsaPublicKey> cache = new PublicKeyCache<>(key -> key);
    for (int i = 0; i < PublicKeyCache.KEYS_MAX + 10; i++) {
      byte[] bytes = new byte[MlDsaPublicKey.BYTES];
      bytes[0] = (byte) i;
      bytes[1] = (byte) (i >> 8);
      cache.get(new MlDsaPublicKey(Bytes.wrap(bytes)));
    }

    assertThat(cache.size()).isEqualTo(PublicKeyCache.KEYS_MAX);
  }

  @Test
  void parsesAKeyOnce() {
    List<MlDsaPublicKey> parsed = new ArrayList<>();
    PublicKeyCache<MlDsaPublicKey> cache =
        new PublicKeyCache<>(
            key -> {
              parsed.add(key);
              return key;
            });
    cache.get(KEY);
    cache.get(new MlDsaPublicKey(Bytes.copyOf(KEY.bytes().unsafeArray())));

    assertThat(parsed).hasSize(1);
  }
}
