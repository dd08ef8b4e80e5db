package org.sessionvm.rpc.live;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Subscriptions by what they are to. Safe for any thread. */
final class Subscribers<K> {
  private final Map<K, Set<Subscription>> byKey = new ConcurrentHashMap<>();

  void add(K key, Subscription subscription) {
    byKey.compute(key, (_, others) -> with(others == null ? Set.of() : others, subscription));
  }

  private static Set<Subscription> with(Set<Subscription> others, Subscription subscription) {
    Set<Subscription> more = new HashSet<>(others);
    more.add(subscription);
    return Collections.unmodifiableSet(more);
  }

  void remove(K key, Subscription subscription) {
    byKey.computeIfPresent(
        key,
        (_, all) -> {
          Set<Subscription> fewer = new HashSet<>(all);
          fewer.remove(subscription);
          return fewer.isEmpty() ? null : Collections.unmodifiableSet(fewer);
        });
  }

  Collection<Subscription> of(K key) {
    return byKey.getOrDefault(key, Set.of());
  }

  List<Subscription> all() {
    return byKey.values().stream().flatMap(Set::stream).toList();
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }
}
