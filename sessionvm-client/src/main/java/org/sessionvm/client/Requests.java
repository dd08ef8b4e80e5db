package org.sessionvm.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;

/** Signed transactions as calls of JSON-RPC. */
final class Requests {
  private Requests() {}

  static String method(Transaction transaction) {
    return switch (transaction) {
      case RegisterIdentity _ -> "sessionvm.RegisterIdentity";
      case CreateSession _ -> "sessionvm.CreateSession";
      case AcceptSession _ -> "sessionvm.AcceptSession";
      case SendMessage _ -> "sessionvm.SendMessage";
      case CloseSession _ -> "sessionvm.CloseSession";
      case RenewSession _ -> "sessionvm.RenewSession";
      case RotateSessionKey _ -> "sessionvm.RotateSessionKey";
      case DeleteMessage _ -> "sessionvm.DeleteMessage";
      case PurgeSession _ -> "sessionvm.PurgeSession";
      case AcknowledgeMessages _ -> "sessionvm.AcknowledgeMessages";
      case RegisterHandle _ -> "sessionvm.RegisterHandle";
      case RenounceHandle _ -> "sessionvm.RenounceHandle";
      case UpdateProfile _ -> "sessionvm.UpdateProfile";
      case EstablishSession _ -> "sessionvm.EstablishSession";
      case BlockSession _ -> "sessionvm.BlockSession";
      case CreateChannel _ -> "sessionvm.CreateChannel";
      case InviteToChannel _ -> "sessionvm.InviteToChannel";
      case JoinChannel _ -> "sessionvm.JoinChannel";
      case RemoveChannelMember _ -> "sessionvm.RemoveChannelMember";
      case ChangeChannelRole _ -> "sessionvm.ChangeChannelRole";
      case GiveChannelKey _ -> "sessionvm.GiveChannelKey";
      case SendChannelMessage _ -> "sessionvm.SendChannelMessage";
      case DeleteChannelMessage _ -> "sessionvm.DeleteChannelMessage";
      case CloseChannel _ -> "sessionvm.CloseChannel";
    };
  }

  static ObjectNode fill(ObjectNode parameters, SignedTransaction signed) {
    switch (signed.transaction()) {
      case RegisterIdentity register ->
          parameters
              .put("kemPublicKey", register.keys().kem().bytes().toHex())
              .put("dsaPublicKey", register.keys().dsa().bytes().toHex());
      case CreateSession create -> fill(parameters, create);
      case AcceptSession accept ->
          parameters
              .put("sessionId", accept.session().toCb58())
              .put("participant", accept.participant().toCb58());
      case SendMessage send ->
          parameters
              .put("sessionId", send.session().toCb58())
              .put("sender", send.sender().toCb58())
              .put("keyGeneration", send.keyGeneration())
              .put("ciphertext", send.ciphertext().toHex());
      case CloseSession close ->
          parameters
              .put("sessionId", close.session().toCb58())
              .put("participant", close.participant().toCb58());
      case RenewSession renewal ->
          parameters
              .put("sessionId", renewal.session().toCb58())
              .put("participant", renewal.participant().toCb58())
              .put("expires", renewal.expiresMillis());
      case RotateSessionKey rotation -> fill(parameters, rotation);
      case DeleteMessage deletion ->
          parameters
              .put("sessionId", deletion.session().toCb58())
              .put("sender", deletion.sender().toCb58())
              .put("sequence", deletion.sequence());
      case PurgeSession purge ->
          parameters
              .put("sessionId", purge.session().toCb58())
              .put("participant", purge.participant().toCb58());
      case AcknowledgeMessages acknowledgement ->
          parameters
              .put("sessionId", acknowledgement.session().toCb58())
              .put("participant", acknowledgement.participant().toCb58())
              .put("delivered", acknowledgement.delivered())
              .put("read", acknowledgement.read())
              .put("keepsPrivate", acknowledgement.keepsPrivate());
      case RegisterHandle register ->
          parameters
              .put("name", register.name().text())
              .put("owner", register.owner().toCb58())
              .put("timestamp", register.timestampMillis());
      case RenounceHandle renounce ->
          parameters
              .put("incarnation", renounce.handle().toCb58())
              .put("owner", renounce.owner().toCb58());
      case UpdateProfile update -> fill(parameters, update);
      case EstablishSession establish ->
          parameters
              .put("incarnationA", establish.handle().toCb58())
              .put("incarnationB", establish.other().toCb58())
              .put("caller", establish.caller().toCb58())
              .put("timestamp", establish.timestampMillis());
      case BlockSession block ->
          parameters
              .put("sessionId", block.session().toCb58())
              .put("participant", block.participant().toCb58())
              .put("blocked", block.blocked())
              .put("timestamp", block.timestampMillis());
      case CreateChannel create -> ChannelRequests.fill(parameters, create);
      case InviteToChannel invite -> ChannelRequests.fill(parameters, invite);
      case JoinChannel join -> ChannelRequests.fill(parameters, join);
      case RemoveChannelMember remove -> ChannelRequests.fill(parameters, remove);
      case ChangeChannelRole change -> ChannelRequests.fill(parameters, change);
      case GiveChannelKey give -> ChannelRequests.fill(parameters, give);
      case SendChannelMessage send -> ChannelRequests.fill(parameters, send);
      case DeleteChannelMessage deletion -> ChannelRequests.fill(parameters, deletion);
      case CloseChannel close -> ChannelRequests.fill(parameters, close);
    }
    return parameters.put("signature", signed.signature().toHex());
  }

  private static void fill(ObjectNode parameters, UpdateProfile update) {
    parameters
        .put("incarnation", update.handle().toCb58())
        .put("owner", update.owner().toCb58())
        .put("timestamp", update.timestampMillis());
    fill(parameters.putObject("profile"), update.fields());
    fill(parameters.putObject("env"), update.environment());
  }

  private static void fill(ObjectNode map, Metadata metadata) {
    metadata.entries().forEach(entry -> map.put(entry.key(), entry.value()));
  }

  private static void fill(ObjectNode parameters, RotateSessionKey rotation) {
    parameters
        .put("sessionId", rotation.session().toCb58())
        .put("participant", rotation.participant().toCb58());
    ArrayNode entries = parameters.putArray("entries");
    rotation
        .entries()
        .forEach(
            entry ->
                entries
                    .addObject()
                    .put("participant", entry.participant().toCb58())
                    .put("publicKey", entry.publicKey().toHex())
                    .put("wrappedKey", entry.wrappedKey().toHex()));
  }

  private static void fill(ObjectNode parameters, CreateSession create) {
    ArrayNode participants = parameters.putArray("participants");
    create.participants().forEach(participant -> participants.add(participant.toCb58()));
    ArrayNode publicKeys = parameters.putArray("publicKeys");
    create.publicKeys().stream().map(Bytes::toHex).forEach(publicKeys::add);
    fill(parameters.putObject("metadata"), create.metadata());
    parameters
        .put("creator", create.creator().toCb58())
        .put("timestamp", create.timestampMillis())
        // As text: many JSON parsers round a number of this size.
        .put("nonce", Long.toUnsignedString(create.nonce()));
  }
}
