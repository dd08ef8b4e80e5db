package org.sessionvm.integrity;

import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.IdentityLease;
import org.sessionvm.state.ParticipantChannel;

/** Identities that prove themselves, and leases that count the sessions which hold them. */
final class IdentityRows {
  private final Subject subject;
  private long identities;

  IdentityRows(Subject subject) {
    this.subject = subject;
  }

  long identities() {
    return identities;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.IDENTITIES, this::identity);
    subject.walk(Columns.IDENTITY_LEASES, this::lease);
  }

  private void identity(ParticipantId participant, IdentityKeys keys) {
    identities++;
    subject.expect(
        keys.participant(subject.hashing()).equals(participant),
        Kind.CONTRADICTION,
        Columns.IDENTITIES,
        participant,
        "the keys are another identity's");
    subject.expect(
        subject.has(Columns.IDENTITY_LEASES, participant),
        Kind.MISSING,
        Columns.IDENTITIES,
        participant,
        "has no lease");
  }

  private void lease(ParticipantId participant, IdentityLease lease) {
    expect(subject.has(Columns.IDENTITIES, participant), Kind.DANGLING, participant, "no identity");
    long held =
        sessionsThatHold(participant)
            + handlesThatHold(participant)
            + channelsThatHold(participant);
    expect(
        lease.sessions() == held,
        Kind.MISCOUNTED,
        participant,
        lease.sessions() + " sessions, handles and channels hold it, there are " + held);
    boolean kept = lease.sessions() == 0 && lease.registered();
    expect(
        kept ? lease.keepUntilMillis() > 0 : lease.keepUntilMillis() == 0 && lease.sessions() > 0,
        Kind.CONTRADICTION,
        participant,
        "is kept without a reason or a time");
    expect(
        lease.keepUntilMillis() == 0
            || subject.has(
                Columns.EXPIRIES, Expiry.ofIdentity(lease.keepUntilMillis(), participant)),
        Kind.MISSING,
        participant,
        "no time is set for it to go");
  }

  private long sessionsThatHold(ParticipantId participant) {
    long[] held = {0};
    subject.walkPrefix(
        Columns.PARTICIPANT_SESSIONS,
        participant.bytes(),
        (part, _) -> {
          int index =
              subject
                  .get(Columns.SESSIONS, part.session())
                  .map(session -> session.participants().indexOf(participant))
                  .orElse(-1);
          boolean proved =
              index >= 0
                  && subject
                      .get(Columns.SESSION_HEADS, part.session())
                      .filter(head -> head.proved().contains(index))
                      .isPresent();
          held[0] += proved ? 1 : 0;
        });
    return held[0];
  }

  /** In an open chain nothing is proved, and so nothing holds an identity. */
  private long handlesThatHold(ParticipantId participant) {
    long[] held = {0};
    subject.walkPrefix(Columns.OWNER_HANDLES, participant.bytes(), (_, _) -> held[0]++);
    return subject.isOpen() ? 0 : held[0];
  }

  /** Those that it is only invited to do not. */
  private long channelsThatHold(ParticipantId participant) {
    long[] held = {0};
    subject.walkPrefix(
        Columns.PARTICIPANT_CHANNELS,
        participant.bytes(),
        (part, _) ->
            held[0] +=
                subject.isOpen() || part.relation() == ParticipantChannel.Relation.INVITED ? 0 : 1);
    return held[0];
  }

  private void expect(boolean holds, Kind kind, ParticipantId participant, String detail) {
    subject.expect(holds, kind, Columns.IDENTITY_LEASES, participant, detail);
  }
}
