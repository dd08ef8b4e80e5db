package org.sessionvm.genesis;

import java.time.Duration;

/**
 * What decides the state, and so must be the same on every node of a chain.
 *
 * @param sessionTtlSeconds how long a session lasts
 * @param messagesPerSessionMax most messages ever accepted in a session
 * @param channelsPerOwnerMax most channels of an owner
 * @param retentionDays how long payloads, and sessions after their end, are kept
 * @param idPrefix ASCII text that goes into every session id
 * @param authentication whether proof is asked for
 * @param limits bounds of sizes and counts
 */
public record ChainRules(
    long sessionTtlSeconds,
    long messagesPerSessionMax,
    long channelsPerOwnerMax,
    int retentionDays,
    String idPrefix,
    Authentication authentication,
    Limits limits) {
  /** How long a session lives in which nobody has proved anything. */
  public static final Duration UNPROVED_LIFE = Duration.ofMinutes(10);

  /** How far the time of a session's creation may be from the block's time. */
  public static final Duration CREATION_WINDOW = Duration.ofMinutes(10);

  /** The rules of a chain whose genesis names none. */
  public static final ChainRules DEFAULT =
      new ChainRules(86_400, 10_000, 1_000, 30, "07", Authentication.SIGNED, Limits.DEFAULT);

  public ChainRules {
    within("sessionTTL", sessionTtlSeconds, 1, 315_360_000L);
    within("maxMessages", messagesPerSessionMax, 1, 1_000_000_000L);
    within("maxChannels", channelsPerOwnerMax, 0, 1_000_000_000L);
    within("retentionDays", retentionDays, 1, 36_500);
    if (!idPrefix.matches("[!-~]{0,16}")) {
      throw new IllegalArgumentException("idPrefix must be up to 16 visible ASCII characters");
    }
  }

  /** {@link #sessionTtlSeconds} in milliseconds. */
  public long sessionTtlMillis() {
    return Duration.ofSeconds(sessionTtlSeconds).toMillis();
  }

  /** {@link #retentionDays} in milliseconds. */
  public long retentionMillis() {
    return Duration.ofDays(retentionDays).toMillis();
  }

  /** Whether the chain asks for no proof. */
  public boolean isOpen() {
    return authentication == Authentication.OPEN;
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
