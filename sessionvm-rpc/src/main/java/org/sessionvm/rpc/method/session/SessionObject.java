package org.sessionvm.rpc.method.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.method.Base64Bytes;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/** A session as callers see it. */
public record SessionObject(
    @Field("CB58 id") SessionId id,
    @Field("CB58 ids in the order of the creation") List<ParticipantId> participants,
    @Field("key entries in the same order, in base64; only in GetSession")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<List<Base64Bytes>> publicKeys,
    @Field("always the id of no channel") SessionId channelId,
    @Field("CB58 id of the transaction that made it, which the session's id proves")
        TransactionId creation,
    @Field("time of the block that made it") Instant created,
    @Field("from then on it is expired") Instant expires,
    @Field("pending, active, expired or closed") String status,
    @Field("what its maker attached") Map<String, String> metadata,
    @Field("for each participant whether its key entry is known to be its own")
        List<Boolean> proved,
    @Field("for each participant whether it has signed something here") List<Boolean> accepted) {

  /** With its keys. */
  static SessionObject withKeys(StateReader state, SessionView view) {
    return of(
        state, view, Optional.of(state.publicKeys(view).stream().map(Base64Bytes::new).toList()));
  }

  /** Without its keys, of which a list would hold megabytes. */
  static SessionObject withoutKeys(StateReader state, SessionView view) {
    return of(state, view, Optional.empty());
  }

  private static SessionObject of(
      StateReader state, SessionView view, Optional<List<Base64Bytes>> publicKeys) {
    Session session = view.session();
    return new SessionObject(
        view.id(),
        session.participants(),
        publicKeys,
        SessionId.ZERO,
        session.creation(),
        Instant.ofEpochMilli(session.createdMillis()),
        Instant.ofEpochMilli(session.expiresMillis()),
        view.statusAt(state.nowMillis()).wireName(),
        metadata(session),
        state.proved(view),
        accepted(view));
  }

  private static Map<String, String> metadata(Session session) {
    Map<String, String> metadata = new LinkedHashMap<>();
    session.metadata().entries().forEach(entry -> metadata.put(entry.key(), entry.value()));
    return metadata;
  }

  private static List<Boolean> accepted(SessionView view) {
    return IntStream.range(0, view.session().participants().size())
        .mapToObj(view.head().accepted()::contains)
        .toList();
  }
}
