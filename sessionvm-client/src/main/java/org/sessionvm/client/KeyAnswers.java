package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.WrappedKey;

/** Keys of sessions in answers. Whoever gave them is for others to find out. */
final class KeyAnswers {
  private KeyAnswers() {}

  /** Of {@code GetCurrentKeys}: nothing where the session has no key yet. */
  static Optional<SessionKey> newest(JsonNode result) {
    JsonFields fields = new JsonFields(result);
    long count = fields.count("generation");
    if (count == 0 && fields.object().path("key").isNull()) {
      return Optional.empty();
    }
    return Optional.of(numbered(fields, count));
  }

  /** The member {@code key}, which must have this number. */
  static SessionKey numbered(JsonFields result, long generation) {
    SessionKey key = key(result.child("key"));
    if (key.generation() != generation) {
      throw new ClientException.ProtocolViolation("the node answers with another key");
    }
    return key;
  }

  private static SessionKey key(JsonFields fields) {
    SessionKey key =
        new SessionKey(
            generation(fields),
            fields.parsed("author", ParticipantId::parse),
            fields.time("timestamp"),
            fields.list("entries", KeyAnswers::entry));
    List<ParticipantId> participants = key.entries().stream().map(WrappedKey::participant).toList();
    Set<ParticipantId> once = new HashSet<>(participants);
    if (once.size() < participants.size() || !once.contains(key.author())) {
      throw new ClientException.ProtocolViolation("a key's entries are malformed");
    }
    return key;
  }

  static int generation(JsonFields fields) {
    long generation = fields.count("generation");
    if (generation < 1 || generation > RotateSessionKey.KEY_GENERATIONS_MAX) {
      throw new ClientException.ProtocolViolation("\"generation\" is no number of a key");
    }
    return (int) generation;
  }

  private static WrappedKey entry(JsonNode json) {
    JsonFields fields = new JsonFields(json);
    WrappedKey entry =
        new WrappedKey(
            fields.parsed("participant", ParticipantId::parse),
            fields.hex("publicKey"),
            fields.hex("wrappedKey"));
    int wrapped = entry.wrappedKey().size();
    if (entry.publicKey().size() != MlKemPublicKey.BYTES
        || wrapped == 0
        || wrapped > SessionKeyGeneration.WRAPPED_KEY_BYTES_MAX) {
      throw new ClientException.ProtocolViolation("a key's entries are malformed");
    }
    return entry;
  }
}
