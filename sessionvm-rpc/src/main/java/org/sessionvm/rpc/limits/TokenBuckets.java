package org.sessionvm.rpc.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One token bucket for each key. Bounded: beyond a number of keys the one that was quiet longest is
 * forgotten, which gives it a full bucket. Safe for any thread.
 */
public final class TokenBuckets<K> {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RateLimit limit;
  private final LongSupplier nanoTime;
  private final Map<K, Bucket> buckets;

  private static final class Bucket {
    private double tokens;
    private long filledAtNanos;
  }

  /**
   * Empty.
   *
   * @param keysMax most keys that are remembered
   * @param nanoTime a monotonic clock
   */
  public TokenBuckets(RateLimit limit, int keysMax, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > keysMax;
          }
        };
  }

  /** The limit of each key. */
  public RateLimit limit() {
    return limit;
  }

  /** Takes a token; without one says after how many milliseconds there will be one. */
  public synchronized OptionalLong tryTake(K key) {
    OptionalLong wait = check(key);
    if (wait.isEmpty()) {
      take(key);
    }
    return wait;
  }

  /** As {@link #tryTake}, but leaves the token. */
  public synchronized OptionalLong check(K key) {
    if (limit.isOff()) {
      return OptionalLong.empty();
    }
    double missing = 1 - bucket(key).tokens;
    return missing <= 0
        ? OptionalLong.empty()
        : OptionalLong.of((long) Math.ceil(missing * 1_000 / limit.perSecond()));
  }

  /** Takes a token that was checked for; what others took meanwhile becomes a debt of one key. */
  public synchronized void take(K key) {
    if (!limit.isOff()) {
      bucket(key).tokens -= 1;
    }
  }

  /**
   * Takes tokens that may not be there. What is missing becomes a debt, which never grows beyond
   * what a time of {@code debtMillisMax} pays back; says after how many milliseconds it is paid.
   */
  public synchronized long owe(K key, int tokens, long debtMillisMax) {
    if (limit.isOff()) {
      return 0;
    }
    Bucket bucket = bucket(key);
    double least = -debtMillisMax * limit.perSecond() / 1_000.0;
    bucket.tokens = Math.max(least, bucket.tokens - tokens);
    return (long) Math.ceil(Math.max(0, -bucket.tokens) * 1_000 / limit.perSecond());
  }

  /** How many keys are remembered. */
  public synchronized int size() {
    return buckets.size();
  }

  private Bucket bucket(K key) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = limit.burst();
      buckets.put(key, bucket);
    } else {
      double earned = (now - bucket.filledAtNanos) / NANOS_PER_SECOND * limit.perSecond();
      bucket.tokens = Math.min(limit.burst(), bucket.tokens + earned);
    }
    bucket.filledAtNanos = now;
    return bucket;
  }
}
