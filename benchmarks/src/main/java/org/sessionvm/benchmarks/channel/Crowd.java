package org.sessionvm.benchmarks.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.crypto.identity.Identity;

/** People whom the chain knows, the first of whom owns a channel that the others are in. */
final class Crowd implements AutoCloseable {
  /** As many at once as make full blocks. */
  private static final int AT_ONCE = 64;

  private final List<Identity> people;

  private Crowd(List<Identity> people) {
    this.people = people;
  }

  static Crowd register(SessionClient client, int count) throws Exception {
    List<Identity> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(Identity.generate());
    }
    Crowd crowd = new Crowd(people);
    crowd.each(people, client::registerIdentity);
    return crowd;
  }

  Identity owner() {
    return people.getFirst();
  }

  Identity last() {
    return people.getLast();
  }

  Identity somebody() {
    return people.get(1);
  }

  /** Lets all but the last in. */
  void join(SessionClient client, SecureChannel channel) throws Exception {
    each(
        people.subList(1, people.size() - 1),
        person -> {
          channel.invite(person.participant());
          client.channels().join(person, channel.id());
        });
  }

  private void each(List<Identity> whom, Consumer<Identity> action)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> started = new ArrayList<>();
      whom.forEach(person -> started.add(threads.submit(() -> action.accept(person))));
      for (Future<?> one : started) {
        one.get();
      }
    }
  }

  @Override
  public void close() {
    people.forEach(Identity::close);
  }
}
