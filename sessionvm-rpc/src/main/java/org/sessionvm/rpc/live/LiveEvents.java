package org.sessionvm.rpc.live;

import java.util.List;
import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.vm.BlockListener;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.StateReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what blocks did to those who subscribed. The thread that accepts blocks only notes which
 * sessions are touched; a thread of its own finds out whom that concerns.
 */
public final class LiveEvents implements BlockListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);

  private final SessionVm vm;
  private final Subscribers<SessionId> sessions = new Subscribers<>();
  private final Subscribers<SessionId> receipts = new Subscribers<>();
  private final Subscribers<ParticipantId> participants = new Subscribers<>();
  private final TouchedSessions touched = new TouchedSessions();

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
      case Topic.OfSession(SessionId session, long _) -> sessions.add(session, subscription);
      case Topic.OfReceipts(SessionId session, var _) -> receipts.add(session, subscription);
      case Topic.OfParticipant(ParticipantId who) -> participants.add(who, subscription);
    }
  }

  void remove(Subscription subscription) {
    switch (subscription.topic()) {
      case Topic.OfSession(SessionId session, long _) -> sessions.remove(session, subscription);
      case Topic.OfReceipts(SessionId session, var _) -> receipts.remove(session, subscription);
      case Topic.OfParticipant(ParticipantId who) -> participants.remove(who, subscription);
    }
  }

  @Override
  public void accepted(Block block, List<Outcome> outcomes) {
    if (sessions.isEmpty() && receipts.isEmpty() && participants.isEmpty()) {
      return;
    }
    touched.add(outcomes.stream().map(Touch::of).flatMap(Optional::stream).toList());
  }

  private void run() {
    try {
      for (TouchedSessions.Taken taken = touched.take();
          !taken.touches().isEmpty();
          taken = touched.take()) {
        bring(taken);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bring(TouchedSessions.Taken taken) {
    try {
      if (taken.missed()) {
        sessions.all().forEach(Subscription::miss);
        receipts.all().forEach(Subscription::miss);
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
    if (touch.isOfSession()) {
      sessions.of(touch.session()).forEach(subscription -> subscription.touch(touch));
    }
    if (touch.receipts()) {
      receipts.of(touch.session()).forEach(subscription -> subscription.touch(touch));
    }
  }

  private void bringToParticipants(TouchedSessions.Taken taken) {
    try (StateReader state = vm.read()) {
      for (Touch touch : taken.touches().stream().filter(Touch::isOfSession).toList()) {
        state.session(touch.session()).stream()
            .flatMap(session -> session.session().participants().stream())
            .flatMap(participant -> participants.of(participant).stream())
            .forEach(subscription -> subscription.touch(touch));
      }
    }
  }

  /** Brings no more. */
  @Override
  public void close() {
    touched.close();
  }
}
