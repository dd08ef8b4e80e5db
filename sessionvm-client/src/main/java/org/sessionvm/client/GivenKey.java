package org.sessionvm.client;

import java.util.List;
import org.sessionvm.primitives.ParticipantId;

/**
 * A key of a channel that this wallet gave to members.
 *
 * @param generation its number, from 1
 * @param members to whom: whoever the node listed
 */
public record GivenKey(int generation, List<ParticipantId> members) {
  public GivenKey {
    members = List.copyOf(members);
  }
}
