package org.sessionvm.rpc.limits;

import java.util.function.LongSupplier;

/**
 * Slows down who sends little but what must be refused. Such a caller is not cut off, because it
 * may be a wallet with a fault or share its address with others; it only waits for its next
 * refusal, and what is not refused never waits. Safe for any thread.
 */
public final class RefusalPace {
  /** What an address may be refused without waiting. */
  public static final RateLimit FREE = new RateLimit(50, 500);

  /** Longest wait before a refusal goes out. */
  public static final long WAIT_MILLIS_MAX = 1_000;

  private static final int ADDRESSES_MAX = 65_536;

  private final TokenBuckets<ClientAddress> refusals;
  private final LimitCounts counts;

  /** Nobody was refused anything yet. */
  public RefusalPace(LimitCounts counts, LongSupplier nanoTime) {
    this.refusals = new TokenBuckets<>(FREE, ADDRESSES_MAX, nanoTime);
    this.counts = counts;
  }

  /** How long an answer with so many refusals waits before it goes out; 0 is not at all. */
  public long waitMillis(ClientAddress address, int refused) {
    if (refused == 0) {
      return 0;
    }
    long wait = refusals.owe(address, refused, WAIT_MILLIS_MAX);
    if (wait > 0) {
      counts.refused(Limit.REFUSALS_PER_ADDRESS);
    }
    return wait;
  }
}
