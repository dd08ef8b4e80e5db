package org.sessionvm.rpc.method.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/** A key of a session as its participants see it. */
public record SessionKeyObject(
    @Field("its number, from 1") long generation,
    @Field("CB58 id of who gave it") ParticipantId author,
    @Field("time of the block that accepted it") Instant timestamp,
    @Field("for each participant, in the session's order") List<KeyEntry> entries) {
  static SessionKeyObject of(
      StateReader state, SessionView view, long generation, SessionKeyGeneration key) {
    List<ParticipantId> participants = view.session().participants();
    List<KeyEntry> entries = new ArrayList<>();
    for (int i = 0; i < participants.size(); i++) {
      Bytes publicKey = state.publicKey(view, i).orElse(Bytes.EMPTY);
      entries.add(new KeyEntry(participants.get(i), publicKey, key.wrappedKeys().get(i)));
    }
    return new SessionKeyObject(
        generation,
        participants.get(key.author()),
        Instant.ofEpochMilli(key.rotatedMillis()),
        entries);
  }
}
