package org.sessionvm.rpc.method.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.rpc.RpcSettings;

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
}
