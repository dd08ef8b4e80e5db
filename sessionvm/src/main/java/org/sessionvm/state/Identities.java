package org.sessionvm.state;

import java.util.Optional;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.KeyValueReader;

/** Changes of identities and of how long they are kept. */
public final class Identities {
  private Identities() {}

  /** The keys of an identity, if the chain knows it. */
  public static Optional<IdentityKeys> find(KeyValueReader state, ParticipantId participant) {
    return Columns.IDENTITIES.get(state, participant);
  }

  /** Stores the keys of an identity unless they are there. */
  public static void remember(StateDiff state, ParticipantId participant, IdentityKeys keys) {
    if (find(state, participant).isEmpty()) {
      state.put(Columns.IDENTITIES, participant, keys);
      state.put(Columns.IDENTITY_LEASES, participant, IdentityLease.NONE);
      Totals.change(state, counters -> counters.addIdentities(1));
    }
  }

  /** The owner asks to keep the identity beyond its sessions. */
  public static void register(StateDiff state, ParticipantId participant, long keepUntilMillis) {
    IdentityLease lease = lease(state, participant);
    if (lease.sessions() == 0) {
      state.delete(Columns.EXPIRIES, Expiry.ofIdentity(lease.keepUntilMillis(), participant));
      schedule(state, participant, keepUntilMillis);
    } else {
      put(state, participant, new IdentityLease(true, lease.sessions(), 0));
    }
  }

  /** One more session holds the identity. */
  public static void hold(StateDiff state, ParticipantId participant) {
    IdentityLease lease = lease(state, participant);
    if (lease.keepUntilMillis() != 0) {
      state.delete(Columns.EXPIRIES, Expiry.ofIdentity(lease.keepUntilMillis(), participant));
    }
    put(state, participant, new IdentityLease(lease.registered(), lease.sessions() + 1, 0));
  }

  /** A session that held the identity goes. */
  public static void release(StateDiff state, ParticipantId participant, long keepUntilMillis) {
    IdentityLease lease = lease(state, participant);
    if (lease.sessions() > 1) {
      put(state, participant, new IdentityLease(lease.registered(), lease.sessions() - 1, 0));
    } else if (lease.registered()) {
      schedule(state, participant, keepUntilMillis);
    } else {
      forget(state, participant);
    }
  }

  /** Removes an identity. */
  public static void forget(StateDiff state, ParticipantId participant) {
    state.delete(Columns.IDENTITIES, participant);
    state.delete(Columns.IDENTITY_LEASES, participant);
    Totals.change(state, counters -> counters.addIdentities(-1));
  }

  private static void schedule(StateDiff state, ParticipantId participant, long keepUntilMillis) {
    put(state, participant, new IdentityLease(true, 0, keepUntilMillis));
    state.put(Columns.EXPIRIES, Expiry.ofIdentity(keepUntilMillis, participant), Columns.PRESENT);
  }

  private static IdentityLease lease(StateDiff state, ParticipantId participant) {
    return Columns.IDENTITY_LEASES.get(state, participant).orElse(IdentityLease.NONE);
  }

  private static void put(StateDiff state, ParticipantId participant, IdentityLease lease) {
    state.put(Columns.IDENTITY_LEASES, participant, lease);
  }
}
