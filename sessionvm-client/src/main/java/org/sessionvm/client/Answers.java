package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.vm.Message;
import org.sessionvm.vm.MessagePage;

/** Results of calls as values. Checks form; whether they are true is for the callers to see. */
final class Answers {
  private static final String DEFAULT_ID_PREFIX = "07";

  private Answers() {}

  static NodeDescription description(JsonNode result) {
    JsonFields fields = new JsonFields(result);
    return new NodeDescription(
        fields.parsed("chainId", ChainId::fromCb58),
        fields.count("height"),
        ForeignText.line(fields.text("version")),
        fields.text("auth").equals("open"),
        idPrefix(fields.optionalText("idPrefix").orElse(DEFAULT_ID_PREFIX)),
        RpcErrors.serverTime(result));
  }

  /** The chain's own bound: a longer one could pass other participants off under the same hash. */
  private static String idPrefix(String prefix) {
    if (!prefix.matches("[!-~]{0,16}")) {
      throw new ClientException.ProtocolViolation("\"idPrefix\" is malformed");
    }
    return prefix;
  }

  static NodeHealth health(JsonNode result) {
    JsonFields fields = new JsonFields(result);
    return new NodeHealth(
        fields.flag("healthy"),
        fields.count("sessions"),
        fields.count("channels"),
        fields.count("pending"));
  }

  static IdentityKeys keys(JsonNode result) {
    JsonFields fields = new JsonFields(result);
    return new IdentityKeys(
        fields.parsed("kemPublicKey", hex -> new MlKemPublicKey(Bytes.fromHex(hex))),
        fields.parsed("dsaPublicKey", hex -> new MlDsaPublicKey(Bytes.fromHex(hex))));
  }

  static SessionState session(JsonNode session) {
    JsonFields fields = new JsonFields(session);
    List<ParticipantId> participants =
        fields.list("participants", item -> ParticipantId.parse(JsonFields.asText(item)));
    if (participants.isEmpty() || new HashSet<>(participants).size() < participants.size()) {
      throw new ClientException.ProtocolViolation("a session's participants are malformed");
    }
    return new SessionState(
        fields.parsed("id", SessionId::fromCb58),
        participants,
        fields.object().has("publicKeys") ? fields.list("publicKeys", Answers::base64) : List.of(),
        fields.time("created"),
        fields.time("expires"),
        fields.parsed("status", Answers::status),
        fields.texts("metadata"),
        fields.list("proved", JsonFields::asFlag),
        fields.list("accepted", JsonFields::asFlag),
        fields.parsed("creation", TransactionId::fromCb58));
  }

  static MessagePage messages(JsonNode result) {
    JsonFields fields = new JsonFields(result);
    return new MessagePage(fields.list("messages", Answers::message), fields.count("nextSequence"));
  }

  static List<MessageProgress> receipts(JsonNode result) {
    return new JsonFields(result).list("receipts", Answers::receipt);
  }

  private static MessageProgress receipt(JsonNode receipt) {
    JsonFields fields = new JsonFields(receipt);
    MessageProgress progress =
        new MessageProgress(
            fields.parsed("participant", ParticipantId::parse),
            fields.count("delivered"),
            fields.object().has("read")
                ? OptionalLong.of(fields.count("read"))
                : OptionalLong.empty());
    if (progress.read().orElse(0) > progress.delivered()) {
      throw new ClientException.ProtocolViolation("more was read than was delivered");
    }
    return progress;
  }

  static HistoryIterator.Page history(JsonNode result) {
    JsonFields fields = new JsonFields(result);
    return new HistoryIterator.Page(
        fields.list("messages", Answers::message), fields.optionalText("nextCursor"));
  }

  static Message message(JsonNode message) {
    JsonFields fields = new JsonFields(message);
    boolean accepted = fields.optionalText("timestamp").isPresent();
    return new Message(
        fields.parsed("id", TransactionId::fromCb58),
        fields.parsed("sessionId", SessionId::fromCb58),
        fields.parsed("sender", ParticipantId::parse),
        generation(fields),
        fields.hex("ciphertext"),
        fields.hex("signature"),
        accepted ? OptionalLong.of(millis(fields)) : OptionalLong.empty(),
        accepted ? OptionalLong.of(fields.count("sequence")) : OptionalLong.empty(),
        fields.object().has("publicKey") ? Optional.of(fields.hex("publicKey")) : Optional.empty());
  }

  static SessionStatus status(String wireName) {
    SessionStatus status = SessionStatus.valueOf(wireName.toUpperCase(Locale.ROOT));
    if (!status.wireName().equals(wireName)) {
      throw new IllegalArgumentException("a status is written in lower case");
    }
    return status;
  }

  static long generation(JsonFields fields) {
    long generation = fields.count("keyGeneration");
    if (generation > 0xffff_ffffL) {
      throw new ClientException.ProtocolViolation("\"keyGeneration\" is too large");
    }
    return generation;
  }

  static long millis(JsonFields fields) {
    try {
      return fields.time("timestamp").toEpochMilli();
    } catch (ArithmeticException _) {
      throw new ClientException.ProtocolViolation("\"timestamp\" is out of range");
    }
  }

  private static Bytes base64(JsonNode item) {
    return Bytes.wrap(Base64.getDecoder().decode(JsonFields.asText(item)));
  }
}
