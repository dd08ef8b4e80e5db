package org.sessionvm.vm;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.SessionView;

/**
 * Sessions of a participant, newest first.
 *
 * @param sessions those that are not gone
 * @param next where the next page begins, if there is more
 * @param bytes of ids and metadata
 */
public record SessionPage(List<SessionView> sessions, Optional<Bytes> next, long bytes) {
  public SessionPage {
    sessions = List.copyOf(sessions);
  }
}
