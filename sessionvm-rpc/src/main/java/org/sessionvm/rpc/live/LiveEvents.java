package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.block.Block;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.BlockListener;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.StateReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what blocks did to those who subscribed. The thread that accepts blocks only notes what is
 * touched; a thread of its own finds out whom that concerns.
 */
public final class LiveEvents implements BlockListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);

  private final SessionVm vm;
  private final Subscribers<Subject> subjects = new Subscribers<>();
  private final Subscribers<ParticipantId> participants = new Subscribers<>();
  private final Touches touched = new Touches();

  private LiveEvents(SessionVm vm) {
    this.vm = vm;
  }

  /** Brings from now on. */
  public static LiveEvents start(SessionVm vm) {
    LiveEvents events = new LiveEvents(vm);
    Thread.ofPlatform().name("live-events").daemon().start(events::run);
    vm.listen(events);
    return events;
  }

  SessionVm vm() {
    return vm;
  }

  void add(Subscription subscription) {
    switch (subscription.topic()) {
      case Topic.OfSubject topic -> subjects.add(topic.subject(), subscription);
      case Topic.OfParticipant(ParticipantId who) -> participants.add(who, subscription);
    }
  }

  void remove(Subscription subscription) {
    switch (subscription.topic()) {
      case Topic.OfSubject topic -> subjects.remove(topic.subject(), subscription);
      case Topic.OfParticipant(ParticipantId who) -> participants.remove(who, subscription);
    }
  }

  @Override
  public void accepted(Block block, List<Outcome> outcomes) {
    if (subjects.isEmpty() && participants.isEmpty()) {
      return;
    }
    List<Touch> touches = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Transaction transaction = block.transactions().get(i).signed().transaction();
      Touch.of(transaction, outcomes.get(i)).forEach(touches::add);
    }
    touched.add(touches);
  }

  private void run() {
    try {
      for (Touches.Taken taken = touched.take();
          !taken.touches().isEmpty();
          taken = touched.take()) {
        bring(taken);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bring(Touches.Taken taken) {
    try {
      if (taken.missed()) {
        subjects.all().forEach(Subscription::miss);
        participants.all().forEach(Subscription::miss);
      }
      taken.touches().forEach(this::bring);
      if (!participants.isEmpty()) {
        bringToParticipants(taken);
      }
    } catch (RuntimeException e) {
      // The store cannot be read, which its health says; nobody is told of what was touched.
      LOG.debug("events could not be brought", e);
      participants.all().forEach(Subscription::miss);
    }
  }

  private void bring(Touch touch) {
    subjects.of(touch.subject()).forEach(subscription -> subscription.touch(touch));
  }

  private void bringToParticipants(Touches.Taken taken) {
    try (StateReader state = vm.read()) {
      taken.touches().forEach(new TouchedParticipants(state, participants)::bring);
    }
  }

  /** Brings no more. */
  @Override
  public void close() {
    touched.close();
  }
}
