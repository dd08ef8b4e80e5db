package org.sessionvm.store;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What was found damaged since the store was opened. It stays until the process ends: a disk that
 * gave wrong bytes once is not believed again because it gives right ones later. Safe for any
 * thread.
 */
final class Damage {
  /** Most places that are remembered; the first ones say enough. */
  private static final int PLACES_MAX = 8;

  private final Set<String> places = new LinkedHashSet<>();

  synchronized void note(String place) {
    if (places.size() < PLACES_MAX) {
      places.add(place);
    }
  }

  /** The places, for people; empty where nothing is damaged. */
  synchronized Optional<String> text() {
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the store is damaged: "
                + String.join("; ", places)
                + "; stop the node and restore a backup");
  }
}
