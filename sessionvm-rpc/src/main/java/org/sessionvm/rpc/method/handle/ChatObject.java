package org.sessionvm.rpc.method.handle;

import java.time.Instant;
import java.util.Optional;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.vm.Chat;
import org.sessionvm.vm.StateReader;

/** A chat of a handle as JSON. */
public record ChatObject(
    @Field("CB58 id") SessionId sessionId,
    @Field("active or closed") String status,
    @Field("name of the counterpart") HandleName otherHandle,
    @Field("CB58 id of its registration") IncarnationId otherIncarnation,
    @Field("CB58 id of its owner") ParticipantId otherOwner,
    @Field("when the last message was accepted, or the session began") Instant lastMessageTime,
    @Field("sequence of the last message; null if there was none") Optional<Long> lastSequence,
    @Field("messages of the counterpart among the first 100 that the owner has not read")
        long unread,
    @Field("whether the owner takes no messages of the counterpart") boolean blocked) {
  static ChatObject of(StateReader state, Chat chat) {
    long next = chat.session().head().nextSequence();
    return new ChatObject(
        chat.session().id(),
        chat.session().statusAt(state.nowMillis()).wireName(),
        chat.other().name(),
        chat.otherId(),
        chat.other().owner(),
        Instant.ofEpochMilli(chat.lastMillis()),
        next == 0 ? Optional.empty() : Optional.of(next - 1),
        chat.unread(),
        chat.blocked());
  }
}
