package org.sessionvm.rpc.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Subscriptions by what they are to. Safe for any thread. */
final class Subscribers<K> {
  private final Map<K, Set<Subscription>> byKey = new ConcurrentHashMap<>();

  void add(K key, Subscription subscription) {
    byKey.compute(
        key,
        (_, known) -> {
          // In place: many may be to one session, and a copy for each would cost their square.
          Set<Subscription> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(subscription);
          return all;
        });
  }

  void remove(K key, Subscription subscription) {
    byKey.computeIfPresent(
        key,
        (_, all) -> {
          all.remove(subscription);
          return all.isEmpty() ? null : all;
        });
  }

  Collection<Subscription> of(K key) {
    return byKey.getOrDefault(key, Set.of());
  }

  List<Subscription> all() {
    return byKey.values().stream().flatMap(Set::stream).toList();
  }

  /** What anybody is subscribed to. */
  Stream<K> keys() {
    return byKey.keySet().stream();
  }

  int size() {
    return byKey.size();
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }
}
