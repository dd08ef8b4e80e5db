package org.sessionvm.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;
import org.sessionvm.primitives.Bytes;

/**
 * What waits, in turns: one of each network, and within a network one of each source. For one
 * thread at a time.
 */
public final class Turns<T extends Turns.Waiting> {
  private final SequencedMap<Bytes, Network<T>> networks = new LinkedHashMap<>();
  private int size;

  /** Something that waits for its turn. */
  @FunctionalInterface
  public interface Waiting {
    /** Whose turn it is waiting for. */
    SignatureSource source();
  }

  /** What waits of one network, by source. */
  private static final class Network<T> {
    private final SequencedMap<SignatureSource, Deque<T>> sources = new LinkedHashMap<>();
    private int size;
  }

  /** How many wait. */
  public int size() {
    return size;
  }

  /** Lets one more wait, behind all others of its source. */
  public void add(T waiting) {
    SignatureSource source = waiting.source();
    Network<T> network = networks.computeIfAbsent(source.network(), _ -> new Network<>());
    network.sources.computeIfAbsent(source, _ -> new ArrayDeque<>()).addLast(waiting);
    network.size++;
    size++;
  }

  /** The next one; something must wait. */
  public T next() {
    Map.Entry<Bytes, Network<T>> turn = networks.pollFirstEntry();
    Network<T> network = turn.getValue();
    Map.Entry<SignatureSource, Deque<T>> source = network.sources.pollFirstEntry();
    T next = source.getValue().removeFirst();
    if (!source.getValue().isEmpty()) {
      network.sources.putLast(source.getKey(), source.getValue());
    }
    size--;
    if (--network.size > 0) {
      networks.putLast(turn.getKey(), network);
    }
    return next;
  }

  /** Takes out one that waits no longer. */
  public void remove(T waiting) {
    Network<T> network = networks.get(waiting.source().network());
    if (network != null) {
      Deque<T> waitingThere = network.sources.get(waiting.source());
      if (waitingThere != null && waitingThere.remove(waiting)) {
        removed(waiting.source(), network);
      }
    }
  }

  /**
   * Takes out the newest of who has most waiting. Where several have equally much it is {@code
   * latest}'s, so that nobody loses a place to who does not have a better claim.
   */
  T dropOfLargest(SignatureSource latest) {
    Network<T> network = largest(networks, latest.network(), each -> each.size).getValue();
    Map.Entry<SignatureSource, Deque<T>> source = largest(network.sources, latest, Deque::size);
    T dropped = source.getValue().removeLast();
    removed(source.getKey(), network);
    return dropped;
  }

  private void removed(SignatureSource source, Network<T> network) {
    network.sources.computeIfPresent(source, (_, left) -> left.isEmpty() ? null : left);
    size--;
    if (--network.size == 0) {
      networks.remove(source.network());
    }
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
