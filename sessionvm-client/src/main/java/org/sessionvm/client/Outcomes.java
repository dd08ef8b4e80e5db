package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.state.Channel;
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
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.UpdateProfile;

/** What a node answers to a transaction, compared with what it must answer. */
final class Outcomes {
  private Outcomes() {}

  static Outcome read(JsonNode result, PreparedTransaction sent, String idPrefix, Hashing hashing) {
    JsonFields fields = new JsonFields(result);
    return switch (sent.transaction()) {
      case RegisterIdentity register -> {
        ParticipantId id = fields.parsed("id", ParticipantId::parse);
        require(id, register.keys().participant(hashing));
        yield new Outcome.IdentityRegistered(id);
      }
      case CreateSession create -> {
        SessionId id = fields.parsed("sessionId", SessionId::fromCb58);
        require(id, CreateSession.sessionId(idPrefix, create.participants(), sent.id()));
        yield new Outcome.SessionCreated(id, fields.seconds("expires").toEpochMilli());
      }
      case AcceptSession accept ->
          new Outcome.SessionAccepted(accept.session(), fields.parsed("status", Answers::status));
      case SendMessage send -> {
        require(fields.parsed("messageId", TransactionId::fromCb58), sent.id());
        yield new Outcome.MessageAccepted(send.session(), fields.count("sequence"));
      }
      case CloseSession close -> {
        requireSuccess(fields);
        yield new Outcome.SessionClosed(close.session());
      }
      case RenewSession renewal -> {
        if (fields.count("expires") != renewal.expiresMillis()) {
          throw new ClientException.ProtocolViolation("\"expires\" is not what was asked for");
        }
        yield new Outcome.SessionRenewed(renewal.session(), renewal.expiresMillis());
      }
      case RotateSessionKey rotation ->
          new Outcome.SessionKeyRotated(rotation.session(), KeyAnswers.generation(fields));
      case DeleteMessage deletion -> {
        requireSuccess(fields);
        yield new Outcome.MessageDeleted(deletion.session(), deletion.sequence());
      }
      case PurgeSession purge -> {
        requireSuccess(fields);
        yield new Outcome.SessionPurged(purge.session());
      }
      case AcknowledgeMessages acknowledgement -> {
        requireSuccess(fields);
        yield new Outcome.MessagesAcknowledged(acknowledgement.session());
      }
      // Who has the name already is told which registration that was.
      case RegisterHandle _ ->
          new Outcome.HandleRegistered(fields.parsed("incarnation", IncarnationId::fromCb58));
      case RenounceHandle renounce -> {
        requireSuccess(fields);
        yield new Outcome.HandleRenounced(renounce.handle());
      }
      case UpdateProfile update -> {
        requireSuccess(fields);
        yield new Outcome.ProfileUpdated(update.handle());
      }
      // Of several who ask at once one makes it; its id is proved when it is opened.
      case EstablishSession _ ->
          new Outcome.SessionEstablished(fields.parsed("sessionId", SessionId::fromCb58));
      case BlockSession block ->
          new Outcome.SessionBlocked(block.session(), fields.flag("blocked"));
      case CreateChannel _ -> {
        ChannelId channel = fields.parsed("channelId", ChannelId::fromCb58);
        require(channel, ChannelId.of(sent.id()));
        yield new Outcome.ChannelCreated(channel);
      }
      case InviteToChannel invite -> {
        require(fields.parsed("invitation", TransactionId::fromCb58), sent.id());
        yield new Outcome.ChannelInvited(
            invite.channel(), sent.id(), fields.time("expires").toEpochMilli());
      }
      case JoinChannel join -> {
        requireSuccess(fields);
        yield new Outcome.ChannelJoined(join.channel());
      }
      case RemoveChannelMember remove -> {
        requireSuccess(fields);
        yield new Outcome.ChannelMemberRemoved(remove.channel());
      }
      case ChangeChannelRole change -> {
        requireSuccess(fields);
        yield new Outcome.ChannelRoleChanged(change.channel());
      }
      case GiveChannelKey give ->
          new Outcome.ChannelKeyGiven(
              give.channel(),
              give.generation(),
              ChannelAnswers.atMost(fields, "missing", Channel.MEMBERS_MAX));
      case SendChannelMessage send -> {
        require(fields.parsed("messageId", TransactionId::fromCb58), sent.id());
        yield new Outcome.ChannelMessageAccepted(send.channel(), fields.count("sequence"));
      }
      case DeleteChannelMessage deletion -> {
        requireSuccess(fields);
        yield new Outcome.ChannelMessageDeleted(deletion.channel(), deletion.sequence());
      }
      case CloseChannel close -> {
        requireSuccess(fields);
        yield new Outcome.ChannelClosed(close.channel());
      }
    };
  }

  private static void requireSuccess(JsonFields fields) {
    if (!fields.flag("success")) {
      throw new ClientException.ProtocolViolation("\"success\" is false without an error");
    }
  }

  private static void require(Identifier answered, Identifier computed) {
    if (!answered.equals(computed)) {
      throw new ClientException.ProtocolViolation("the node answers with another id than it must");
    }
  }
}
