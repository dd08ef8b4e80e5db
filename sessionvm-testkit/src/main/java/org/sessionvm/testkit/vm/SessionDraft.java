package org.sessionvm.testkit.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.CreateSession;

/** A creation in the making; what is not said is well. */
public final class SessionDraft {
  private final long timestampMillis;
  private final List<ParticipantId> participants = new ArrayList<>();
  private final List<Bytes> publicKeys = new ArrayList<>();
  private ParticipantId creator = ParticipantId.NOBODY;
  private Metadata metadata = Metadata.NONE;
  private long nonce;

  private SessionDraft(long timestampMillis) {
    this.timestampMillis = timestampMillis;
  }

  /** An unsigned creation of that time without participants. */
  public static SessionDraft at(long timestampMillis) {
    return new SessionDraft(timestampMillis);
  }

  /** Adds participants who give both keys. */
  public SessionDraft with(TestIdentity... identities) {
    for (TestIdentity identity : identities) {
      with(identity.participant(), identity.fullKeys());
    }
    return this;
  }

  /** Adds a participant with a key entry. */
  public SessionDraft with(ParticipantId participant, Bytes keyEntry) {
    participants.add(participant);
    publicKeys.add(keyEntry);
    return this;
  }

  /** Names who signs. */
  public SessionDraft by(TestIdentity identity) {
    creator = identity.participant();
    return this;
  }

  /** Attaches text. */
  public SessionDraft metadata(Map<String, String> entries) {
    metadata = Metadata.of(entries);
    return this;
  }

  /** Tells equal creations apart. */
  public SessionDraft nonce(long number) {
    nonce = number;
    return this;
  }

  /** The transaction. */
  public CreateSession build() {
    return new CreateSession(creator, participants, publicKeys, metadata, timestampMillis, nonce);
  }
}
