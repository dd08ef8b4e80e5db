package org.sessionvm.rpc.limits;

/**
 * A rate and how much of it may be used at once.
 *
 * @param perSecond sustained; 0 is no limit
 * @param burst most at once
 */
public record RateLimit(int perSecond, int burst) {
  /** No limit. */
  public static final RateLimit OFF = new RateLimit(0, 0);

  private static final int MOST = 1_000_000;

  public RateLimit {
    boolean off = perSecond == 0 && burst == 0;
    if (!off && (perSecond < 1 || perSecond > MOST || burst < 1 || burst > MOST)) {
      throw new IllegalArgumentException(
          "a rate limit is 0 and 0, or both numbers are from 1 to " + MOST);
    }
  }

  /** Whether anything goes. */
  public boolean isOff() {
    return perSecond == 0;
  }
}
