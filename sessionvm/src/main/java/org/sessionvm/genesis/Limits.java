package org.sessionvm.genesis;

import java.util.function.ToLongFunction;

/**
 * Bounds that are rules of a chain.
 *
 * @param ciphertextBytesMax longest ciphertext of a message
 * @param participantsMax most participants of a session
 * @param metadataBytesMax most bytes of all metadata keys and values of a session, in UTF-8
 * @param pendingMessagesMax most messages in a session that is not active yet
 * @param pendingBytesMax most bytes of ciphertext in such a session
 * @param unprovedSessionsMax most sessions in which nobody has proved anything
 * @param transactionsPerBlockMax most transactions of a block
 * @param blockBytesMax most bytes of a block's body
 * @param sweepRowsPerBlockMax most rows that the sweep of a block's start touches
 */
public record Limits(
    int ciphertextBytesMax,
    int participantsMax,
    int metadataBytesMax,
    int pendingMessagesMax,
    int pendingBytesMax,
    int unprovedSessionsMax,
    int transactionsPerBlockMax,
    int blockBytesMax,
    int sweepRowsPerBlockMax) {
  /** The values of a chain whose genesis names none. */
  public static final Limits DEFAULT =
      new Limits(262_144, 100, 4_096, 100, 1 << 20, 100_000, 1_024, 1 << 20, 4_096);

  public Limits {
    Rule.CIPHERTEXT_BYTES_MAX.require(ciphertextBytesMax);
    Rule.PARTICIPANTS_MAX.require(participantsMax);
    Rule.METADATA_BYTES_MAX.require(metadataBytesMax);
    Rule.PENDING_MESSAGES_MAX.require(pendingMessagesMax);
    Rule.PENDING_BYTES_MAX.require(pendingBytesMax);
    Rule.UNPROVED_SESSIONS_MAX.require(unprovedSessionsMax);
    Rule.TRANSACTIONS_PER_BLOCK_MAX.require(transactionsPerBlockMax);
    Rule.BLOCK_BYTES_MAX.require(blockBytesMax);
    Rule.SWEEP_ROWS_PER_BLOCK_MAX.require(sweepRowsPerBlockMax);
    // A sweep that is smaller than a block would fall behind for good.
    if (sweepRowsPerBlockMax < transactionsPerBlockMax) {
      throw new IllegalArgumentException(
          "sweepRowsPerBlockMax must be at least transactionsPerBlockMax, not "
              + sweepRowsPerBlockMax);
    }
  }

  /** Made of the value of each rule, which is within its bounds. */
  static Limits of(ToLongFunction<Rule> value) {
    return new Limits(
        (int) value.applyAsLong(Rule.CIPHERTEXT_BYTES_MAX),
        (int) value.applyAsLong(Rule.PARTICIPANTS_MAX),
        (int) value.applyAsLong(Rule.METADATA_BYTES_MAX),
        (int) value.applyAsLong(Rule.PENDING_MESSAGES_MAX),
        (int) value.applyAsLong(Rule.PENDING_BYTES_MAX),
        (int) value.applyAsLong(Rule.UNPROVED_SESSIONS_MAX),
        (int) value.applyAsLong(Rule.TRANSACTIONS_PER_BLOCK_MAX),
        (int) value.applyAsLong(Rule.BLOCK_BYTES_MAX),
        (int) value.applyAsLong(Rule.SWEEP_ROWS_PER_BLOCK_MAX));
  }
}
