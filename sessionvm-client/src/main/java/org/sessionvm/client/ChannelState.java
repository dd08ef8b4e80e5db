package org.sessionvm.client;

import java.time.Instant;
import java.util.Optional;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;

/**
 * A channel as the node shows it to one reader. All of it is the node's word.
 *
 * @param members how many
 * @param messageCount messages ever accepted, deleted ones included
 * @param generation number of the current key, from 1; 0 is none
 * @param latestGeneration number of the latest key that was begun
 * @param sendable whether messages may be sent under the current key
 * @param role the reader's own; nothing if it is only invited
 * @param membership by what the reader is a member
 * @param invitation by what the reader may become one
 */
public record ChannelState(
    ChannelId id,
    ChannelName name,
    ParticipantId owner,
    boolean closed,
    Instant created,
    int members,
    long messageCount,
    int generation,
    int latestGeneration,
    boolean sendable,
    Optional<ChannelRole> role,
    Optional<TransactionId> membership,
    Optional<TransactionId> invitation) {
  /** Whether the reader may invite, remove and give keys. */
  public boolean isAdmin() {
    return role.filter(own -> own.isAtLeast(ChannelRole.ADMIN)).isPresent();
  }
}
