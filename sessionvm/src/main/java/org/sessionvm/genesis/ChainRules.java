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
 * @param sessionRenewalMaxSeconds how far ahead a participant may move the end of a session
 */
public record ChainRules(
    long sessionTtlSeconds,
    long messagesPerSessionMax,
    long channelsPerOwnerMax,
    int retentionDays,
    String idPrefix,
    Authentication authentication,
    Limits limits,
    long sessionRenewalMaxSeconds) {
  /** How long a session lives in which nobody has proved anything. */
  public static final Duration UNPROVED_LIFE = Duration.ofMinutes(10);

  /** How far the time of a session's creation may be from the block's time. */
  public static final Duration CREATION_WINDOW = Duration.ofMinutes(10);

  /** {@link #sessionRenewalMaxSeconds} where a genesis does not name it: 30 days. */
  public static final long SESSION_RENEWAL_MAX_SECONDS_DEFAULT = 2_592_000;

  /** The rules of a chain whose genesis names none. */
  public static final ChainRules DEFAULT =
      new ChainRules(86_400, 10_000, 1_000, 30, "07", Authentication.SIGNED, Limits.DEFAULT);

  public ChainRules {
    Rule.SESSION_TTL.require(sessionTtlSeconds);
    Rule.MAX_MESSAGES.require(messagesPerSessionMax);
    Rule.MAX_CHANNELS.require(channelsPerOwnerMax);
    Rule.RETENTION_DAYS.require(retentionDays);
    Rule.SESSION_RENEWAL_MAX.require(sessionRenewalMaxSeconds);
    if (!idPrefix.matches("[!-~]{0,16}")) {
      throw new IllegalArgumentException("idPrefix must be up to 16 visible ASCII characters");
    }
  }

  /** Rules with the default of what most chains leave as it is. */
  public ChainRules(
      long sessionTtlSeconds,
      long messagesPerSessionMax,
      long channelsPerOwnerMax,
      int retentionDays,
      String idPrefix,
      Authentication authentication,
      Limits limits) {
    this(
        sessionTtlSeconds,
        messagesPerSessionMax,
        channelsPerOwnerMax,
        retentionDays,
        idPrefix,
        authentication,
        limits,
        SESSION_RENEWAL_MAX_SECONDS_DEFAULT);
  }

  /** {@link #sessionTtlSeconds} in milliseconds. */
  public long sessionTtlMillis() {
    return Duration.ofSeconds(sessionTtlSeconds).toMillis();
  }

  /** {@link #sessionRenewalMaxSeconds} in milliseconds. */
  public long sessionRenewalMaxMillis() {
    return Duration.ofSeconds(sessionRenewalMaxSeconds).toMillis();
  }

  /** {@link #retentionDays} in milliseconds. */
  public long retentionMillis() {
    return Duration.ofDays(retentionDays).toMillis();
  }

  /** Whether the chain asks for no proof. */
  public boolean isOpen() {
    return authentication == Authentication.OPEN;
  }

  /** With the new values of a change. */
  ChainRules with(RulesChange change) {
    return new ChainRules(
        change.valueOf(Rule.SESSION_TTL, this),
        change.valueOf(Rule.MAX_MESSAGES, this),
        change.valueOf(Rule.MAX_CHANNELS, this),
        (int) change.valueOf(Rule.RETENTION_DAYS, this),
        idPrefix,
        authentication,
        Limits.of(rule -> change.valueOf(rule, this)),
        change.valueOf(Rule.SESSION_RENEWAL_MAX, this));
  }
}
