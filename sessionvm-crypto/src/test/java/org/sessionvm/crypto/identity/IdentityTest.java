package org.sessionvm.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.crypto.vectors.PeerVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.crypto.vectors.PeerVectors;
import org.sessionvm.primitives.Bytes;

class IdentityTest {
  private static final JsonNode VECTOR = PeerVectors.identities().getFirst();
  private static final JsonNode OTHER = PeerVectors.identities().get(1);
  private final MlDsaVerifier verifier = new MlDsaVerifier(new BouncyCastleProvider());

  @Test
  void everyGeneratedIdentityIsAnother() {
    try (Identity first = Identity.generate();
        Identity second = Identity.generate()) {
      assertThat(first.participant()).isNotEqualTo(second.participant());
      assertThat(first.sessionId()).startsWith("07").hasSize(66);
    }
  }

  @Test
  void comesBackFromItsExportedSecret() {
    try (Identity seeds = Identity.generate();
        Identity expanded = expanded(VECTOR, VECTOR);
        Identity seedsAgain = Identity.fromSecret(seeds.exportSecret());
        Identity expandedAgain = Identity.fromSecret(expanded.exportSecret())) {
      assertThat(seeds.exportSecret()).hasSize(96);
      assertThat(expanded.exportSecret()).hasSize(6432);
      assertThat(seedsAgain.keys()).isEqualTo(seeds.keys());
      assertThat(expandedAgain.keys()).isEqualTo(expanded.keys());
    }
  }

  @Test
  void refusesSecretsOfOtherLengths() {
    assertRefused(() -> Identity.fromSecret(new byte[95]), "96 or 6432");
    assertRefused(() -> Identity.fromSeeds(new byte[32], new byte[64]), "64 and 32");
    assertRefused(() -> Identity.fromExpandedKeys(new byte[4032], new byte[2400]), "2400 and 4032");
  }

  @Test
  void refusesAnExpandedKemKeyWithAnotherHash() {
    byte[] kem = bytes(VECTOR, "kemSecretKey").toByteArray();
    kem[2336] ^= 1;

    assertRefused(
        () -> Identity.fromExpandedKeys(kem, bytes(VECTOR, "dsaSecretKey").unsafeArray()),
        "hash check");
  }

  @Test
  void refusesAnExpandedKemKeyThatOpensNothing() {
    byte[] kem = bytes(VECTOR, "kemSecretKey").toByteArray();
    System.arraycopy(bytes(OTHER, "kemSecretKey").unsafeArray(), 0, kem, 0, 1152);

    assertRefused(
        () -> Identity.fromExpandedKeys(kem, bytes(VECTOR, "dsaSecretKey").unsafeArray()),
        "the ML-KEM-768 key does not fit its public key");
  }

  @Test
  void refusesAnExpandedSigningKeyThatDoesNotHoldTogether() {
    for (int index : new int[] {0, 64, 128}) {
      byte[] dsa = bytes(VECTOR, "dsaSecretKey").toByteArray();
      dsa[index] ^= 1;

      assertRefused(
          () -> Identity.fromExpandedKeys(bytes(VECTOR, "kemSecretKey").unsafeArray(), dsa),
          "inconsistent tr");
    }
  }

  @Test
  void signsTransactionsAndFreeTextApart() {
    Bytes transaction = ascii("sessionvm.tx.v1 and so on");
    Bytes text = ascii("see you at eight");
    try (Identity identity = Identity.generate()) {
      assertThat(verifier.verify(identity.keys().dsa(), transaction, identity.sign(transaction)))
          .isTrue();
      assertThat(verifier.verify(identity.keys().dsa(), text, identity.signText(text))).isTrue();
      assertRefused(() -> identity.sign(text), "not the signing bytes");
      assertRefused(() -> identity.signText(transaction), "sessionvm.");
      assertRefused(() -> identity.signText(ascii("sessionvm.")), "sessionvm.");
      assertRefused(() -> SignedMessage.sign(identity, transaction), "sessionvm.");
      assertThat(identity.signText(ascii("sessionvm"))).isNotNull();
    }
  }

  @Test
  void signsTheSameMessageDifferentlyEachTime() {
    try (Identity identity = expanded(VECTOR, VECTOR)) {
      Bytes text = ascii("again");

      assertThat(identity.signText(text)).isNotEqualTo(identity.signText(text));
    }
  }

  @Test
  void opensSignedMessagesOfItsOwnKeyOnly() {
    try (Identity alice = Identity.generate();
        Identity bob = Identity.generate()) {
      Bytes signed = SignedMessage.sign(alice, ascii("hello"));

      assertThat(SignedMessage.open(verifier, alice.keys().dsa(), signed)).contains(ascii("hello"));
      assertThat(SignedMessage.open(verifier, bob.keys().dsa(), signed)).isEmpty();
      assertThat(SignedMessage.open(verifier, alice.keys().dsa(), signed.slice(0, 3308))).isEmpty();
    }
  }

  @Test
  void refusesEveryUseAfterClose() {
    Identity identity = Identity.generate();
    identity.close();
    identity.close();

    assertClosed(identity::exportSecret);
    assertClosed(() -> identity.sign(ascii("sessionvm.tx.v1")));
    assertClosed(() -> identity.signText(ascii("text")));
    assertClosed(() -> identity.decapsulate(Bytes.copyOf(new byte[1088])));
    assertThat(identity.sessionId()).hasSize(66);
  }

  @Test
  void wipesItsSecretOnClose() throws Exception {
    Field secret = Identity.class.getDeclaredField("secret");
    secret.setAccessible(true);
    Identity identity = Identity.generate();
    byte[] held = (byte[]) Objects.requireNonNull(secret.get(identity));
    assertThat(held).isEqualTo(identity.exportSecret());

    identity.close();

    assertThat(held).containsOnly(0);
  }

  @Test
  void refusesKemCiphertextsOfOtherLengths() {
    try (Identity identity = Identity.generate()) {
      assertRefused(() -> identity.decapsulate(Bytes.copyOf(new byte[1087])), "1088");
    }
  }

  @Test
  void keepsItsSecretOutOfItsText() {
    try (Identity identity = Identity.generate()) {
      String secret = HexFormat.of().formatHex(identity.exportSecret());

      assertThat(identity.toString())
          .isEqualTo("Identity[" + identity.sessionId() + "]")
          .doesNotContain(secret.substring(0, 16));
    }
  }

  private static Identity expanded(JsonNode kem, JsonNode dsa) {
    return Identity.fromExpandedKeys(
        bytes(kem, "kemSecretKey").unsafeArray(), bytes(dsa, "dsaSecretKey").unsafeArray());
  }

  private static Bytes ascii(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertRefused(ThrowingCallable call, String part) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the identity is closed");
  }
}
