package org.sessionvm.genesis;

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
    within("ciphertextBytesMax", ciphertextBytesMax, 1, 262_144);
    within("participantsMax", participantsMax, 1, 100);
    within("metadataBytesMax", metadataBytesMax, 0, 4_096);
    within("pendingMessagesMax", pendingMessagesMax, 1, 1_000_000);
    within("pendingBytesMax", pendingBytesMax, 1, 1 << 30);
    within("unprovedSessionsMax", unprovedSessionsMax, 1, 100_000_000);
    within("transactionsPerBlockMax", transactionsPerBlockMax, 1, 65_536);
    within("blockBytesMax", blockBytesMax, 1 << 19, 16 << 20);
    // A sweep that is smaller than a block would fall behind for good.
    within("sweepRowsPerBlockMax", sweepRowsPerBlockMax, transactionsPerBlockMax, 1 << 20);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
