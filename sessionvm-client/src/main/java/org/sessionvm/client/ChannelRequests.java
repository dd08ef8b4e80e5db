package org.sessionvm.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;

/** The parameters of what is signed about channels. */
final class ChannelRequests {
  private ChannelRequests() {}

  static void fill(ObjectNode parameters, CreateChannel create) {
    parameters
        .put("owner", create.owner().toCb58())
        .put("name", create.name().text())
        .put("timestamp", create.timestampMillis())
        // As text: many JSON parsers round a number of this size.
        .put("nonce", Long.toUnsignedString(create.nonce()));
  }

  static void fill(ObjectNode parameters, InviteToChannel invite) {
    channel(parameters, invite.channel())
        .put("inviter", invite.inviter().toCb58())
        .put("invitee", invite.invitee().toCb58())
        .put("timestamp", invite.timestampMillis());
  }

  static void fill(ObjectNode parameters, JoinChannel join) {
    channel(parameters, join.channel())
        .put("participant", join.participant().toCb58())
        .put("invitation", join.invitation().toCb58());
  }

  static void fill(ObjectNode parameters, RemoveChannelMember remove) {
    channel(parameters, remove.channel())
        .put("remover", remove.remover().toCb58())
        .put("member", remove.member().toCb58())
        .put("membership", remove.membership().toCb58());
  }

  static void fill(ObjectNode parameters, ChangeChannelRole change) {
    channel(parameters, change.channel())
        .put("owner", change.owner().toCb58())
        .put("member", change.member().toCb58())
        .put("membership", change.membership().toCb58())
        .put("role", change.role().wireName())
        .put("timestamp", change.timestampMillis());
  }

  static void fill(ObjectNode parameters, GiveChannelKey give) {
    ArrayNode entries =
        channel(parameters, give.channel())
            .put("author", give.author().toCb58())
            .put("generation", give.generation())
            .put("proof", give.proof().toHex())
            .putArray("entries");
    give.entries()
        .forEach(
            entry ->
                entries
                    .addObject()
                    .put("member", entry.member().toCb58())
                    .put("wrappedKey", entry.wrappedKey().toHex()));
  }

  static void fill(ObjectNode parameters, SendChannelMessage send) {
    channel(parameters, send.channel())
        .put("sender", send.sender().toCb58())
        .put("keyGeneration", send.keyGeneration())
        .put("ciphertext", send.ciphertext().toHex());
  }

  static void fill(ObjectNode parameters, DeleteChannelMessage deletion) {
    channel(parameters, deletion.channel())
        .put("sender", deletion.sender().toCb58())
        .put("sequence", deletion.sequence());
  }

  static void fill(ObjectNode parameters, CloseChannel close) {
    channel(parameters, close.channel()).put("owner", close.owner().toCb58());
  }

  private static ObjectNode channel(ObjectNode parameters, ChannelId channel) {
    return parameters.put("channelId", channel.toCb58());
  }
}
