package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;

/** An honest node's answers, from memory, without any check: the real node has its own tests. */
final class FakeChain {
  static final ChainId CHAIN = new ChainId(Bytes.wrap(new byte[32]));
  static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  static final int PAGE = 2;

  final JsonMapper json = new JsonMapper();
  final Map<ParticipantId, IdentityKeys> identities = new HashMap<>();
  final Map<SessionId, ObjectNode> sessions = new LinkedHashMap<>();
  final Map<SessionId, List<ObjectNode>> messages = new HashMap<>();
  final List<Long> authenticationTimes = new ArrayList<>();
  final FakeKeys keys = new FakeKeys(json);
  private final FakeHistory history = new FakeHistory(json);
  private final FakeReceipts receipts = new FakeReceipts(json);

  ObjectNode answer(String method, JsonNode params) {
    return switch (method.replace("sessionvm.", "")) {
      case "Info" ->
          object()
              .put("chainId", CHAIN.toCb58())
              .put("height", 1)
              .put("version", "fake")
              .put("auth", "signed");
      case "Health" ->
          object().put("healthy", true).put("sessions", 1).put("channels", 0).put("pending", 2);
      case "rpc.discover" -> object().put("openrpc", "1.3.2");
      case "RegisterIdentity" -> register(params);
      case "GetIdentity" -> identity(ParticipantId.parse(params.path("id").asText()));
      case "CreateSession" -> create(params);
      case "AcceptSession" -> object().put("status", "active");
      case "GetSession" -> object().set("session", sessions.get(session(params)));
      case "ListSessions" -> list(params.path("cursor").asInt());
      case "SendMessage" -> send(params);
      case "GetMessages" -> messages(params);
      case "GetMessage" -> message(params.path("messageId").asText());
      case "Authenticate" -> authenticate(params);
      case "CloseSession", "PurgeSession" -> object().put("success", true);
      case "RenewSession" -> object().put("expires", params.path("expires").asLong());
      case "DeleteMessage" -> delete(params);
      case "QueryMessages" ->
          history.page(params, Objects.requireNonNull(messages.get(session(params))));
      case "RotateSessionKey" -> keys.rotate(session(params), params);
      case "GetCurrentKeys" -> keys.newest(session(params));
      case "GetKeyByGeneration" ->
          keys.numbered(session(params), params.path("generation").asInt());
      case "AcknowledgeMessages" -> receipts.acknowledge(session(params), params);
      case "GetReceipts" ->
          receipts.of(session(params), Objects.requireNonNull(sessions.get(session(params))));
      default -> throw new AssertionError("no method " + method);
    };
  }

  ObjectNode object() {
    return json.createObjectNode();
  }

  private static SessionId session(JsonNode params) {
    return SessionId.fromCb58(params.path("sessionId").asText());
  }

  private static PreparedTransaction prepared(Transaction transaction) {
    return PreparedTransaction.of(
        CHAIN, new Blake2bHashing(), new SignedTransaction(transaction, Bytes.EMPTY));
  }

  private ObjectNode register(JsonNode params) {
    IdentityKeys keys =
        new IdentityKeys(
            new MlKemPublicKey(Bytes.fromHex(params.path("kemPublicKey").asText())),
            new MlDsaPublicKey(Bytes.fromHex(params.path("dsaPublicKey").asText())));
    ParticipantId id = keys.participant(new Blake2bHashing());
    identities.put(id, keys);
    return object().put("id", id.toCb58());
  }

  private ObjectNode identity(ParticipantId id) {
    IdentityKeys keys = Objects.requireNonNull(identities.get(id));
    return object()
        .put("id", id.toCb58())
        .put("kemPublicKey", keys.kem().bytes().toHex())
        .put("dsaPublicKey", keys.dsa().bytes().toHex());
  }

  private ObjectNode create(JsonNode params) {
    List<ParticipantId> participants = new ArrayList<>();
    params.path("participants").forEach(p -> participants.add(ParticipantId.parse(p.asText())));
    List<Bytes> keys = new ArrayList<>();
    params.path("publicKeys").forEach(k -> keys.add(Bytes.fromHex(k.asText())));
    PreparedTransaction creation =
        prepared(
            new CreateSession(
                ParticipantId.parse(params.path("creator").asText()),
                participants,
                keys,
                Metadata.of(new JsonFields(params).texts("metadata")),
                params.path("timestamp").asLong(),
                Long.parseUnsignedLong(params.path("nonce").asText())));
    SessionId id = CreateSession.sessionId("07", participants, creation.id());
    sessions.put(id, state(id, participants, keys).put("creation", creation.id().toCb58()));
    messages.put(id, new ArrayList<>());
    return object().put("sessionId", id.toCb58()).put("expires", EPOCH.getEpochSecond() + 86_400);
  }

  private ObjectNode state(SessionId id, List<ParticipantId> participants, List<Bytes> keys) {
    ObjectNode state = object().put("id", id.toCb58()).put("status", "pending");
    ArrayNode ids = state.putArray("participants");
    ArrayNode entries = state.putArray("publicKeys");
    ArrayNode proved = state.putArray("proved");
    ArrayNode accepted = state.putArray("accepted");
    for (int i = 0; i < participants.size(); i++) {
      ids.add(participants.get(i).toCb58());
      entries.add(Base64.getEncoder().encodeToString(keys.get(i).toByteArray()));
      proved.add(
          keys.get(i).size() == IdentityKeys.BYTES || identities.containsKey(participants.get(i)));
      accepted.add(i == 0);
    }
    state.putObject("metadata");
    return state.put("created", EPOCH.toString()).put("expires", EPOCH.plusSeconds(9).toString());
  }

  private ObjectNode list(int from) {
    ObjectNode page = object();
    List<ObjectNode> all = List.copyOf(sessions.values());
    int to = Math.min(all.size(), from + PAGE);
    page.putArray("sessions").addAll(all.subList(from, to));
    return page.put("nextCursor", to < all.size() ? String.valueOf(to) : "");
  }

  private ObjectNode send(JsonNode params) {
    PreparedTransaction sent =
        prepared(
            new SendMessage(
                session(params),
                ParticipantId.parse(params.path("sender").asText()),
                params.path("keyGeneration").asLong(),
                Bytes.fromHex(params.path("ciphertext").asText())));
    List<ObjectNode> log = Objects.requireNonNull(messages.get(session(params)));
    String id = sent.id().toCb58();
    int sequence = 0;
    while (sequence < log.size() && !log.get(sequence).path("id").asText().equals(id)) {
      sequence++;
    }
    if (sequence == log.size()) {
      ObjectNode message = object().put("id", id).put("sequence", sequence);
      message.setAll((ObjectNode) params);
      log.add(message.put("timestamp", EPOCH.plusSeconds(sequence).toString()));
    }
    return object().put("messageId", id).put("sequence", sequence);
  }

  private ObjectNode messages(JsonNode params) {
    List<ObjectNode> log = Objects.requireNonNull(messages.get(session(params)));
    int from = params.path("fromSequence").asInt();
    int to = Math.max(from, Math.min(log.size(), from + PAGE));
    ObjectNode page = object().put("nextSequence", to);
    page.putArray("messages")
        .addAll(from < to ? FakeHistory.kept(log.subList(from, to)) : List.of());
    return page;
  }

  private ObjectNode delete(JsonNode params) {
    Objects.requireNonNull(messages.get(session(params)))
        .get(params.path("sequence").asInt())
        .put(FakeHistory.DELETED, true);
    return object().put("success", true);
  }

  private ObjectNode message(String id) {
    ObjectNode found =
        messages.values().stream()
            .flatMap(List::stream)
            .filter(message -> message.path("id").asText().equals(id))
            .findFirst()
            .orElseThrow();
    return object().<ObjectNode>set("message", found).put("status", "accepted");
  }

  private ObjectNode authenticate(JsonNode params) {
    authenticationTimes.add(params.path("timestamp").asLong());
    return object()
        .put("token", "token-" + authenticationTimes.size())
        .put("expires", Instant.now().getEpochSecond() + 900);
  }
}
