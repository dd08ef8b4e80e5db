package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.state.ChatKey;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.HandlePair;
import org.sessionvm.state.Incarnation;
import org.sessionvm.state.OwnerHandle;
import org.sessionvm.state.PairRecord;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.Profile;
import org.sessionvm.state.TransactionRecord;

/** Handles, their registrations and profiles, and what two of them have with each other. */
final class HandleRows {
  private final Subject subject;

  HandleRows(Subject subject) {
    this.subject = subject;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.HANDLES, this::handle);
    subject.walk(Columns.INCARNATIONS, this::incarnation);
    subject.walk(Columns.OWNER_HANDLES, this::ownerHandle);
    subject.walk(Columns.PROFILES, this::profile);
    subject.walk(Columns.HANDLE_PAIRS, this::pair);
    subject.walk(Columns.CHATS, this::chat);
  }

  private Optional<Incarnation> live(IncarnationId id) {
    return subject.get(Columns.INCARNATIONS, id).filter(found -> !found.isRenounced());
  }

  private void handle(HandleName name, IncarnationId id) {
    expect(
        live(id).filter(found -> found.name().equals(name)).isPresent(),
        Columns.HANDLES,
        name,
        "no registration of that name");
  }

  private void ownerHandle(OwnerHandle key, IncarnationId id) {
    expect(
        live(id)
            .filter(found -> found.name().equals(key.name()))
            .filter(found -> found.owner().equals(key.owner()))
            .isPresent(),
        Columns.OWNER_HANDLES,
        key,
        "no registration by that owner");
  }

  private void incarnation(IncarnationId id, Incarnation incarnation) {
    boolean named =
        subject.get(Columns.HANDLES, incarnation.name()).equals(Optional.of(id))
            && subject
                .get(
                    Columns.OWNER_HANDLES, new OwnerHandle(incarnation.owner(), incarnation.name()))
                .equals(Optional.of(id));
    expect(
        named || incarnation.isRenounced(),
        Columns.INCARNATIONS,
        id,
        "is not found by its name or its owner");
    expect(
        !incarnation.isRenounced()
            || subject.has(Columns.EXPIRIES, Expiry.ofIncarnation(incarnation.forgetMillis(), id)),
        Columns.INCARNATIONS,
        id,
        "no time is set for it to be forgotten");
    subject.expect(
        subject.has(Columns.PROFILES, id) == incarnation.profiled(),
        Kind.MISSING,
        Columns.INCARNATIONS,
        id,
        "its profile is missing, or one too many");
    long[] chats = {0};
    subject.walkPrefix(Columns.CHATS, id.bytes(), (_, _) -> chats[0]++);
    subject.expect(
        chats[0] == incarnation.chats(),
        Kind.MISCOUNTED,
        Columns.INCARNATIONS,
        id,
        incarnation.chats() + " chats are counted, there are " + chats[0]);
  }

  private void profile(IncarnationId id, Profile profile) {
    expect(live(id).isPresent(), Columns.PROFILES, id, "is of no handle");
  }

  private void pair(HandlePair pair, PairRecord record) {
    for (ChatKey chat : Pairs.chats(pair, record)) {
      subject.expect(
          subject.has(Columns.CHATS, chat) && subject.has(Columns.INCARNATIONS, chat.handle()),
          Kind.MISSING,
          Columns.HANDLE_PAIRS,
          pair,
          "is in no chat of a handle");
    }
    expect(
        subject
            .get(Columns.SESSIONS, record.session())
            .flatMap(session -> subject.get(Columns.TRANSACTIONS, session.creation()))
            .equals(Optional.of(new TransactionRecord.Establishment(record.session(), pair))),
        Columns.HANDLE_PAIRS,
        pair,
        "no such session was made for them");
  }

  private void chat(ChatKey key, Bytes value) {
    subject.expect(
        value.equals(Columns.PRESENT), Kind.UNREADABLE, Columns.CHATS, key, "has a value");
    expect(
        !key.handle().equals(key.other())
            && subject
                .get(Columns.HANDLE_PAIRS, key.pair())
                .filter(pair -> pair.lastMillis() == key.lastMillis())
                .isPresent(),
        Columns.CHATS,
        key,
        "the handles have nothing of that time");
  }

  private <K> void expect(boolean holds, Column<K, ?> column, K key, String detail) {
    subject.expect(holds, Kind.DANGLING, column, key, detail);
  }
}
