package org.sessionvm.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;
import org.sessionvm.primitives.Bytes;

/**
 * Checks that wait, in turns: one of each network, and within a network one of each source. For one
 * thread at a time.
 */
final class Turns {
  private final SequencedMap<Bytes, Network> networks = new LinkedHashMap<>();
  private int size;

  /** What waits of one network, by source. */
  private static final class Network {
    private final SequencedMap<SignatureSource, Deque<WaitingCheck>> sources =
        new LinkedHashMap<>();
    private int size;
  }

  int size() {
    return size;
  }

  void add(WaitingCheck check) {
    Network network = networks.computeIfAbsent(check.source().network(), _ -> new Network());
    network.sources.computeIfAbsent(check.source(), _ -> new ArrayDeque<>()).addLast(check);
    network.size++;
    size++;
  }

  /** The next one; something must wait. */
  WaitingCheck next() {
    Map.Entry<Bytes, Network> turn = networks.pollFirstEntry();
    Network network = turn.getValue();
    Map.Entry<SignatureSource, Deque<WaitingCheck>> source = network.sources.pollFirstEntry();
    WaitingCheck check = source.getValue().removeFirst();
    if (!source.getValue().isEmpty()) {
      network.sources.putLast(source.getKey(), source.getValue());
    }
    size--;
    if (--network.size > 0) {
      networks.putLast(turn.getKey(), network);
    }
    return check;
  }

  /**
   * Takes out the newest of who has most waiting. Where several have equally much it is {@code
   * latest}'s, so that nobody loses a place to who does not have a better claim.
   */
  WaitingCheck dropOfLargest(SignatureSource latest) {
    Map.Entry<Bytes, Network> largest =
        largest(networks, latest.network(), network -> network.size);
    Network network = largest.getValue();
    Map.Entry<SignatureSource, Deque<WaitingCheck>> source =
        largest(network.sources, latest, Deque::size);
    WaitingCheck dropped = source.getValue().removeLast();
    if (source.getValue().isEmpty()) {
      network.sources.remove(source.getKey());
    }
    size--;
    if (--network.size == 0) {
      networks.remove(largest.getKey());
    }
    return dropped;
  }

  private static <K, V> Map.Entry<K, V> largest(
      SequencedMap<K, V> all, K latest, ToIntFunction<V> size) {
    Map.Entry<K, V> largest = all.firstEntry();
    int most = size.applyAsInt(largest.getValue());
    for (Map.Entry<K, V> entry : all.sequencedEntrySet()) {
      int here = size.applyAsInt(entry.getValue());
      if (here > most || (here == most && entry.getKey().equals(latest))) {
        largest = entry;
        most = here;
      }
    }
    return largest;
  }
}
