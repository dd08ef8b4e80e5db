package org.sessionvm.rpc.method.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.state.Handles;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.UpdateProfile;

/** Every limit by the name that a refusal gives it. */
final class NodeLimits {
  private NodeLimits() {}

  static Map<String, Long> of(ChainRules rules, RpcSettings.Bounds bounds) {
    Map<String, Long> limits = new LinkedHashMap<>();
    limits.put("sessionTTL", rules.sessionTtlSeconds());
    limits.put("sessionRenewalMax", rules.sessionRenewalMaxSeconds());
    limits.put("maxMessages", rules.messagesPerSessionMax());
    limits.put("maxChannels", rules.channelsPerOwnerMax());
    limits.put("retentionDays", (long) rules.retentionDays());
    putSizes(limits, rules.limits());
    putSessions(limits);
    putHandles(limits);
    putChannels(limits);
    limits.put("bodyBytesMax", (long) bounds.bodyBytesMax());
    limits.put("batchMax", (long) bounds.batchMax());
    limits.put("acceptTimeoutMillis", bounds.acceptTimeout().toMillis());
    return limits;
  }

  private static void putSizes(Map<String, Long> limits, Limits sizes) {
    limits.put("ciphertextBytesMax", (long) sizes.ciphertextBytesMax());
    limits.put("participantsMax", (long) sizes.participantsMax());
    limits.put("metadataBytesMax", (long) sizes.metadataBytesMax());
    limits.put("pendingMessagesMax", (long) sizes.pendingMessagesMax());
    limits.put("pendingBytesMax", (long) sizes.pendingBytesMax());
    limits.put("unprovedSessionsMax", (long) sizes.unprovedSessionsMax());
    limits.put("transactionsPerBlockMax", (long) sizes.transactionsPerBlockMax());
    limits.put("blockBytesMax", (long) sizes.blockBytesMax());
  }

  private static void putSessions(Map<String, Long> limits) {
    limits.put("metadataEntriesMax", (long) Metadata.ENTRIES_CEILING);
    limits.put("keyGenerationsMax", (long) RotateSessionKey.KEY_GENERATIONS_MAX);
    limits.put("pendingKeyGenerationsMax", (long) RotateSessionKey.PENDING_KEY_GENERATIONS_MAX);
    limits.put("wrappedKeyBytesMax", (long) SessionKeyGeneration.WRAPPED_KEY_BYTES_MAX);
    limits.put("wrappedKeysBytesMax", (long) SessionKeyGeneration.WRAPPED_KEYS_BYTES_MAX);
  }

  private static void putHandles(Map<String, Long> limits) {
    limits.put("handlesPerOwnerMax", (long) Handles.PER_OWNER_MAX);
    limits.put("chatsPerHandleMax", (long) Pairs.PER_HANDLE_MAX);
    limits.put("profileFieldsMax", (long) UpdateProfile.FIELDS_MAX);
    limits.put("profileKeyBytesMax", (long) UpdateProfile.KEY_BYTES_MAX);
    limits.put("profileValueBytesMax", (long) UpdateProfile.VALUE_BYTES_MAX);
    limits.put("profileBytesMax", (long) UpdateProfile.BYTES_MAX);
  }

  private static void putChannels(Map<String, Long> limits) {
    limits.put("channelMembersMax", (long) Channel.MEMBERS_MAX);
    limits.put("channelInvitationsPerParticipantMax", (long) ChannelInvitation.PER_PARTICIPANT_MAX);
    limits.put("channelKeyGenerationsMax", (long) ChannelKey.GENERATIONS_MAX);
    limits.put("channelKeyEntriesMax", (long) ChannelKey.ENTRIES_MAX);
    limits.put("channelWrappedKeyBytesMax", (long) ChannelKey.WRAPPED_KEY_BYTES_MAX);
    limits.put("channelWrappedKeysBytesMax", (long) ChannelKey.WRAPPED_KEYS_BYTES_MAX);
    limits.put("channelKeyProofBytesMax", (long) ChannelKeyOrigin.PROOF_BYTES_MAX);
  }
}
