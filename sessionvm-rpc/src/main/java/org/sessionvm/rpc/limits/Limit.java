package org.sessionvm.rpc.limits;

import java.util.Arrays;
import java.util.Optional;

/** Every limit that a client can meet, by the name that a refusal gives it. */
public enum Limit {
  REQUESTS_PER_ADDRESS("requestsPerAddress"),
  REFUSALS_PER_ADDRESS("refusalsPerAddress"),
  WRITES_PER_SENDER("writesPerSender"),
  REGISTRATIONS_PER_ADDRESS("registrationsPerAddress"),
  OPERATOR_GUESSES("operatorGuessesPerAddress"),
  CONNECTIONS("httpConnectionsMax"),
  HEAD_SECONDS("headSecondsMax"),
  HEAD_BYTES("headBytesMax"),
  CHUNK_HEADS("chunkHeadBytesMax"),
  BODY_BYTES("bodyBytesMax"),
  JSON_DEPTH("jsonDepthMax"),
  JSON_TOKENS("jsonTokensMax"),
  JSON_DIGITS("jsonDigitsMax"),
  REQUEST_BYTES("requestBytesMax"),
  TRANSFER_RATE("transferBytesPerSecondMin"),
  ANSWER_BYTES("answerBytesMax"),
  PAGES_AT_ONCE("pagesAtOnceMax"),
  BATCH("batchMax"),
  BATCH_ANSWER_BYTES("batchAnswerBytesMax"),
  WEB_SOCKETS("webSocketsMax"),
  SUBSCRIPTIONS("subscriptionsPerConnectionMax"),
  VERIFICATION_QUEUE("verificationQueueMax"),
  MEMPOOL_TRANSACTIONS("mempoolTransactionsMax"),
  MEMPOOL_BYTES("mempoolBytesMax"),
  AUTHENTICATIONS("authenticationsPerParticipantMax"),
  METADATA_ENTRIES("metadataEntriesMax"),
  CIPHERTEXT_BYTES("ciphertextBytesMax"),
  PARTICIPANTS("participantsMax"),
  METADATA_BYTES("metadataBytesMax"),
  MESSAGES("maxMessages"),
  PENDING_MESSAGES("pendingMessagesMax"),
  PENDING_BYTES("pendingBytesMax"),
  UNPROVED_SESSIONS("unprovedSessionsMax"),
  SESSION_RENEWAL("sessionRenewalMax"),
  WRAPPED_KEY_BYTES("wrappedKeyBytesMax"),
  WRAPPED_KEYS_BYTES("wrappedKeysBytesMax"),
  KEY_GENERATIONS("keyGenerationsMax"),
  PENDING_KEY_GENERATIONS("pendingKeyGenerationsMax"),
  HANDLES_PER_OWNER("handlesPerOwnerMax"),
  CHATS_PER_HANDLE("chatsPerHandleMax"),
  PROFILE_FIELDS("profileFieldsMax"),
  PROFILE_KEY_BYTES("profileKeyBytesMax"),
  PROFILE_VALUE_BYTES("profileValueBytesMax"),
  PROFILE_BYTES("profileBytesMax"),
  CHANNELS("maxChannels"),
  CHANNEL_MEMBERS("channelMembersMax"),
  CHANNEL_INVITATIONS("channelInvitationsPerParticipantMax"),
  CHANNEL_KEY_GENERATIONS("channelKeyGenerationsMax"),
  CHANNEL_KEY_ENTRIES("channelKeyEntriesMax"),
  CHANNEL_WRAPPED_KEY_BYTES("channelWrappedKeyBytesMax"),
  CHANNEL_WRAPPED_KEYS_BYTES("channelWrappedKeysBytesMax"),
  CHANNEL_KEY_PROOF_BYTES("channelKeyProofBytesMax"),
  /** A limit that has no line here yet. */
  OTHER("other");

  private final String wireName;

  Limit(String wireName) {
    this.wireName = wireName;
  }

  /** The name in refusals, metrics and documents. */
  public String wireName() {
    return wireName;
  }

  /** The limit of this name; {@link #OTHER} where there is none. */
  public static Limit named(String name) {
    Optional<Limit> found =
        Arrays.stream(values()).filter(limit -> limit.wireName.equals(name)).findFirst();
    return found.orElse(OTHER);
  }
}
