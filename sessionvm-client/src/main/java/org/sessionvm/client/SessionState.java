package org.sessionvm.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.SessionStatus;

/**
 * A session as the node tells it. Nothing in it is to be trusted but what proves itself: a key by
 * the hash that its participant's id is.
 *
 * @param participants in the order of the creation, none twice
 * @param publicKeys for each participant both keys (3136 bytes) or the ML-KEM-768 one (1184); empty
 *     in a list of sessions
 * @param proved for each participant, whether the node knows the identity with that key
 * @param accepted for each participant, whether it has signed something in the session
 * @param creation the transaction that made the session: the session's id is a hash over it and the
 *     participants, so it proves them
 */
public record SessionState(
    SessionId id,
    List<ParticipantId> participants,
    List<Bytes> publicKeys,
    Instant created,
    Instant expires,
    SessionStatus status,
    Map<String, String> metadata,
    List<Boolean> proved,
    List<Boolean> accepted,
    TransactionId creation) {
  public SessionState {
    participants = List.copyOf(participants);
    publicKeys = List.copyOf(publicKeys);
    metadata = Map.copyOf(metadata);
    proved = List.copyOf(proved);
    accepted = List.copyOf(accepted);
  }
}
