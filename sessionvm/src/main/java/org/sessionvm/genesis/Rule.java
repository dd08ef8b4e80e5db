package org.sessionvm.genesis;

import java.util.Optional;
import java.util.function.ToLongFunction;

/** Every rule of a chain that is a number, and so may be changed by a rules block. */
public enum Rule {
  SESSION_TTL("sessionTTL", 1, 315_360_000L, ChainRules::sessionTtlSeconds),
  MAX_MESSAGES("maxMessages", 1, 1_000_000_000L, ChainRules::messagesPerSessionMax),
  MAX_CHANNELS("maxChannels", 0, 1_000_000_000L, ChainRules::channelsPerOwnerMax),
  RETENTION_DAYS("retentionDays", 1, 36_500, ChainRules::retentionDays),
  CIPHERTEXT_BYTES_MAX(
      "ciphertextBytesMax", 1, 262_144, rules -> rules.limits().ciphertextBytesMax()),
  PARTICIPANTS_MAX("participantsMax", 1, 100, rules -> rules.limits().participantsMax()),
  METADATA_BYTES_MAX("metadataBytesMax", 0, 4_096, rules -> rules.limits().metadataBytesMax()),
  PENDING_MESSAGES_MAX(
      "pendingMessagesMax", 1, 1_000_000, rules -> rules.limits().pendingMessagesMax()),
  PENDING_BYTES_MAX("pendingBytesMax", 1, 1 << 30, rules -> rules.limits().pendingBytesMax()),
  UNPROVED_SESSIONS_MAX(
      "unprovedSessionsMax", 1, 100_000_000, rules -> rules.limits().unprovedSessionsMax()),
  TRANSACTIONS_PER_BLOCK_MAX(
      "transactionsPerBlockMax", 1, 65_536, rules -> rules.limits().transactionsPerBlockMax()),
  BLOCK_BYTES_MAX("blockBytesMax", 1 << 19, 16 << 20, rules -> rules.limits().blockBytesMax()),
  SWEEP_ROWS_PER_BLOCK_MAX(
      "sweepRowsPerBlockMax", 1, 1 << 20, rules -> rules.limits().sweepRowsPerBlockMax()),
  SESSION_RENEWAL_MAX("sessionRenewalMax", 1, 315_360_000L, ChainRules::sessionRenewalMaxSeconds);

  private final String text;
  private final long least;
  private final long most;

  // Reads a component and holds nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final ToLongFunction<ChainRules> value;

  Rule(String text, long least, long most, ToLongFunction<ChainRules> value) {
    this.text = text;
    this.least = least;
    this.most = most;
    this.value = value;
  }

  /** The name in a genesis and in a rules block. */
  public String text() {
    return text;
  }

  /** The least value. */
  public long least() {
    return least;
  }

  /** The greatest value. */
  public long most() {
    return most;
  }

  /** Its value among rules. */
  public long of(ChainRules rules) {
    return value.applyAsLong(rules);
  }

  /** The rule of that name. */
  public static Optional<Rule> named(String text) {
    for (Rule rule : values()) {
      if (rule.text.equals(text)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** Refuses a value out of bounds. */
  void require(long chosen) {
    if (chosen < least || chosen > most) {
      throw new IllegalArgumentException(
          text + " must be from " + least + " to " + most + ", not " + chosen);
    }
  }
}
