package org.sessionvm.rpc.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.TimeSource;

/**
 * The tokens that are good on this node until it stops. Keeps their hashes only, for a quarter of
 * an hour; a participant who takes too many loses its oldest, and so do all together. Safe for any
 * thread.
 */
public final class AccessTokens {
  /** How long a token is good. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  /** Most tokens of a participant. */
  public static final int PER_PARTICIPANT_MAX = 16;

  /** Most tokens. */
  public static final int TOKENS_MAX = 100_000;

  private static final int TOKEN_BYTES = 32;

  private final TimeSource time;
  private final int tokensMax;
  private final SecureRandom random = new SecureRandom();

  /** By hash, in the order in which they end. */
  private final Map<Bytes, Entry> byHash = new LinkedHashMap<>();

  private final Map<ParticipantId, SequencedSet<Bytes>> byParticipant = new HashMap<>();

  private record Entry(ParticipantId participant, Bytes hash, long endsMillis) {}

  /**
   * A new token.
   *
   * @param text what the participant presents; not kept
   * @param endsMillis since 1970
   */
  public record Issued(String text, long endsMillis) {
    /** Unix seconds. */
    public long expiresSeconds() {
      return endsMillis / 1_000;
    }

    @Override
    public String toString() {
      return "Issued[" + endsMillis + "]";
    }
  }

  public AccessTokens(TimeSource time) {
    this(time, TOKENS_MAX);
  }

  AccessTokens(TimeSource time, int tokensMax) {
    this.time = time;
    this.tokensMax = tokensMax;
  }

  /** A token for a participant who has proved itself. */
  public Issued issue(ParticipantId participant) {
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String text = Bytes.wrap(secret).toHex();
    long now = time.currentMillis();
    long ends = now + LIFE.toMillis();
    keep(new Entry(participant, new BearerToken(text).hash(), ends), now);
    return new Issued(text, ends);
  }

  private synchronized void keep(Entry entry, long now) {
    dropEnded(now);
    SequencedSet<Bytes> own = byParticipant.get(entry.participant());
    if (own != null && own.size() >= PER_PARTICIPANT_MAX) {
      byHash.remove(own.removeFirst());
    }
    if (byHash.size() >= tokensMax) {
      // The oldest goes, whoever's it is: who comes new must not be locked out by a crowd.
      drop(byHash.values().iterator().next());
    }
    byHash.put(entry.hash(), entry);
    byParticipant
        .computeIfAbsent(entry.participant(), _ -> new LinkedHashSet<>())
        .add(entry.hash());
  }

  private void drop(Entry entry) {
    byHash.remove(entry.hash());
    SequencedSet<Bytes> own = byParticipant.get(entry.participant());
    if (own != null && own.remove(entry.hash()) && own.isEmpty()) {
      byParticipant.remove(entry.participant());
    }
  }

  private void dropEnded(long now) {
    Iterator<Entry> oldestFirst = byHash.values().iterator();
    while (oldestFirst.hasNext()) {
      Entry entry = oldestFirst.next();
      if (entry.endsMillis() > now) {
        return;
      }
      oldestFirst.remove();
      SequencedSet<Bytes> own = byParticipant.get(entry.participant());
      if (own != null && own.remove(entry.hash()) && own.isEmpty()) {
        byParticipant.remove(entry.participant());
      }
    }
  }

  /** Whose token it is, if it is good now. */
  public synchronized Optional<ParticipantId> find(BearerToken token) {
    // The table is searched by a hash that no caller can steer, so its timing tells nothing.
    return Optional.ofNullable(byHash.get(token.hash()))
        .filter(
            entry -> MessageDigest.isEqual(entry.hash().unsafeArray(), token.hash().unsafeArray()))
        .filter(entry -> entry.endsMillis() > time.currentMillis())
        .map(Entry::participant);
  }

  /** How many tokens are kept. */
  public synchronized int size() {
    return byHash.size();
  }
}
