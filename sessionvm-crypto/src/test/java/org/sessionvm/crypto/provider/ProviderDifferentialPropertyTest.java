package org.sessionvm.crypto.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessionvm.crypto.vectors.PeerVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.vectors.PeerVectors;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/**
 * A validator's verdict is consensus: for thousands of changed signatures and keys every provider
 * must give the same one. A failure names the case, and the seed makes it come back.
 */
class ProviderDifferentialPropertyTest {
  private static final long SEED = 0x5e55_1017L;
  private static final int ROUNDS = 400;

  // FIPS 204, algorithm 26, for ML-DSA-65: c~ 48, z 3200, 55 positions and 6 counts of the hint.
  private static final int RESPONSE = 48;
  private static final int HINT = 3248;
  private static final int COUNTS = 3303;
  private static final int END = 3309;

  private record Attempt(String name, MlDsaPublicKey key, Bytes message, Bytes signature) {}

  private final Random random = new Random(SEED);
  private final List<SignatureProvider> providers = Providers.all();
  private int accepted;
  private int refused;

  @Test
  void everyProviderGivesTheSameVerdict() {
    List<JsonNode> vectors = PeerVectors.list("sign_message", "valid");
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode vector = vectors.get(round % vectors.size());
      MlDsaPublicKey key = PeerVectors.keys(PeerVectors.identity(vector, "signer")).dsa();
      Bytes message = bytes(vector, "message");
      Bytes signature = bytes(vector, "signature");
      attempts(round, key, message, signature).forEach(this::compare);
    }
    System.out.printf(
        "differential: %d cases accepted by all, %d refused by all (%s), seed %x%n",
        accepted, refused, providers.stream().map(SignatureProvider::name).toList(), SEED);
    assertThat(accepted).isGreaterThanOrEqualTo(ROUNDS);
    assertThat(refused).isGreaterThan(10 * ROUNDS);
  }

  private void compare(Attempt attempt) {
    boolean first = providers.getFirst().verify(attempt.key, attempt.message, attempt.signature);
    for (SignatureProvider other : providers) {
      assertThat(other.verify(attempt.key, attempt.message, attempt.signature))
          .as("%s, by %s", attempt.name, other.name())
          .isEqualTo(first);
    }
    if (first) {
      accepted++;
    } else {
      refused++;
    }
  }

  private List<Attempt> attempts(int round, MlDsaPublicKey key, Bytes message, Bytes signature) {
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(new Attempt(round + " unchanged", key, message, signature));
    signatures(signature)
        .forEach(
            (changed) ->
                attempts.add(new Attempt(round + " " + changed.name, key, message, changed.bytes)));
    keys(key.bytes())
        .forEach(
            (changed) ->
                attempts.add(
                    new Attempt(
                        round + " " + changed.name,
                        new MlDsaPublicKey(changed.bytes),
                        message,
                        signature)));
    attempts.add(new Attempt(round + " longer message", key, message.concat(signature), signature));
    return attempts;
  }

  private record Changed(String name, Bytes bytes) {}

  private List<Changed> signatures(Bytes signature) {
    return List.of(
        new Changed("bit of c~", flip(signature, 0, RESPONSE)),
        new Changed("bit of z", flip(signature, RESPONSE, HINT)),
        new Changed("bit of hint positions", flip(signature, HINT, COUNTS)),
        new Changed("bit of hint counts", flip(signature, COUNTS, END)),
        new Changed("largest coefficients of z", fill(signature, RESPONSE, HINT, 0)),
        new Changed("smallest coefficients of z", fill(signature, RESPONSE, HINT, 0xff)),
        new Changed("one coefficient of z at the bound", coefficientAtBound(signature)),
        new Changed("hint positions exchanged", exchangedPositions(signature)),
        new Changed("hint position repeated", repeatedPosition(signature)),
        new Changed("hint count falls", fallingCount(signature)),
        new Changed("hint count above 55", set(signature, END - 1, 56 + random.nextInt(200))),
        new Changed("hint padding not zero", set(signature, COUNTS - 1, 1 + random.nextInt(255))),
        new Changed("no hint", fill(signature, HINT, END, 0)),
        new Changed("random hint", scramble(signature, HINT, END)),
        new Changed("all random", scramble(signature, 0, END)),
        new Changed("all 00", fill(signature, 0, END, 0)),
        new Changed("all ff", fill(signature, 0, END, 0xff)),
        new Changed("cut short", signature.slice(0, random.nextInt(END))),
        new Changed("one byte short", signature.slice(0, END - 1)),
        new Changed("one byte long", signature.concat(Bytes.copyOf(new byte[1]))),
        new Changed("twice", signature.concat(signature)));
  }

  private List<Changed> keys(Bytes key) {
    return List.of(
        new Changed("bit of rho", flip(key, 0, 32)),
        new Changed("bit of t1", flip(key, 32, key.size())),
        new Changed("t1 zero", fill(key, 32, key.size(), 0)),
        new Changed("t1 largest", fill(key, 32, key.size(), 0xff)),
        new Changed("key all 00", fill(key, 0, key.size(), 0)),
        new Changed("key all ff", fill(key, 0, key.size(), 0xff)),
        new Changed("random key", scramble(key, 0, key.size())));
  }

  private Bytes flip(Bytes bytes, int from, int to) {
    byte[] changed = bytes.toByteArray();
    changed[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.wrap(changed);
  }

  private Bytes scramble(Bytes bytes, int from, int to) {
    byte[] changed = bytes.toByteArray();
    for (int i = from; i < to; i++) {
      changed[i] = (byte) random.nextInt(256);
    }
    return Bytes.wrap(changed);
  }

  private static Bytes fill(Bytes bytes, int from, int to, int value) {
    byte[] changed = bytes.toByteArray();
    Arrays.fill(changed, from, to, (byte) value);
    return Bytes.wrap(changed);
  }

  private static Bytes set(Bytes bytes, int index, int value) {
    return fill(bytes, index, index + 1, value);
  }

  /** A coefficient is 20 bits of 2^19 - z: 196 is the least magnitude that is too large. */
  private Bytes coefficientAtBound(Bytes signature) {
    byte[] changed = signature.toByteArray();
    int pair = RESPONSE + 5 * random.nextInt((HINT - RESPONSE) / 5);
    int value = 196 + random.nextInt(3) - 1;
    changed[pair] = (byte) value;
    changed[pair + 1] = (byte) (value >> 8);
    changed[pair + 2] &= (byte) 0xf0;
    return Bytes.wrap(changed);
  }

  private static Bytes exchangedPositions(Bytes signature) {
    byte[] changed = signature.toByteArray();
    byte first = changed[HINT];
    changed[HINT] = changed[HINT + 1];
    changed[HINT + 1] = first;
    return Bytes.wrap(changed);
  }

  private static Bytes repeatedPosition(Bytes signature) {
    return set(signature, HINT + 1, signature.at(HINT));
  }

  private Bytes fallingCount(Bytes signature) {
    int index = COUNTS + 1 + random.nextInt(5);
    return set(signature, index, signature.at(index - 1) - 1);
  }
}
