package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.RpcNode;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.LimitCounts;
import org.sessionvm.rpc.limits.RefusalPace;
import org.sessionvm.rpc.method.Namespace;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.RawWebSocket;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.rpc.node.TestSocket;

/** WebSockets from which nothing comes, or to which nothing goes. */
final class QuietWebSocketTest {
  private static final int TRY_AGAIN_LATER = 1013;
  private static final int RECEIVE_BYTES = 4_096;
  private static final long LOOK_SECONDS = 20;

  private final RpcSettings.Bounds bounds = RpcSettings.Bounds.DEFAULT;
  private final HandSchedule schedule = new HandSchedule();
  private final LimitCounts counts = new LimitCounts();
  private final Traffic traffic = new Traffic(bounds, counts, schedule);
  private final AtomicLong nanos = new AtomicLong(1);

  /** Makes no blocks, so that a write waits for one. */
  @AutoClose private final TestNode node = TestNode.options().withoutBlocks().start();

  @AutoClose
  private final RpcNode rpc =
      RpcNode.create(bounds, RpcSettings.Rates.DEFAULT.resolve(true), node.services());

  private final WebSockets sockets =
      new WebSockets(
          rpc.live(Namespace.PUBLIC),
          bounds,
          traffic,
          new RefusalPace(counts, nanos::get),
          nanos::get);
  private final JettyListener listener =
      JettyListener.start(RpcSettings.Listener.loopback(0), bounds, traffic, new Upgrading());

  /** Upgrades whatever comes. */
  private final class Upgrading extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      return sockets.upgrade(
          request, response, callback, new WebSockets.Visitor(Optional.empty(), Optional.empty()));
    }
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  /** One of which the node knows already. */
  private RawWebSocket open() {
    RawWebSocket socket = new RawWebSocket(listener.address(), RECEIVE_BYTES);
    awaitRead(socket);
    return socket;
  }

  /** So many seconds later the node looks who is there. */
  private void lookAfter(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    schedule.runEvery(LOOK_SECONDS);
  }

  private static void assertPinged(RawWebSocket socket) {
    assertThat(socket.next()).hasValueSatisfying(frame -> assertThat(frame.isPing()).isTrue());
  }

  /** The node has read whatever was sent before. */
  private static void awaitRead(RawWebSocket socket) {
    socket.ping();
    assertThat(socket.next()).hasValueSatisfying(frame -> assertThat(frame.isPong()).isTrue());
  }

  @Test
  void areAskedWhetherAnybodyIsThereAndHungUpOnAfterAMinute() {
    try (RawWebSocket socket = open()) {
      for (int i = 0; i < 3; i++) {
        lookAfter(LOOK_SECONDS);
        assertPinged(socket);
      }
      lookAfter(1);
      assertThat(socket.next()).isEmpty();
    }
  }

  @Test
  void stayOpenAsLongAsTheyAnswer() {
    try (RawWebSocket socket = open()) {
      for (int i = 0; i < 5; i++) {
        lookAfter(LOOK_SECONDS);
        assertPinged(socket);
        socket.pong();
        awaitRead(socket);
      }
    }
  }

  @Test
  void stayOpenAsLongAsACallIsWorkedOn() {
    try (RawWebSocket socket = open()) {
      ObjectNode call = call("sessionvm.RegisterIdentity", Person.of(node).register());
      socket.text(call.toString());
      awaitRead(socket);
      lookAfter(LOOK_SECONDS + 60);
      assertPinged(socket);
      node.sequence();
      assertThat(socket.next()).isPresent();
    }
  }

  private static ObjectNode call(String method, JsonNode params) {
    ObjectNode call = TestCaller.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    call.set("params", params);
    return call;
  }

  @Test
  void areToldThatTheyReadTooSlowly() {
    try (RawWebSocket socket = open()) {
      String calls = call("rpc.discover", TestCaller.object()) + ",";
      // More than goes out without being read.
      socket.text("[" + calls.repeat(80).replaceFirst(",$", "") + "]");
      awaitCutOff();
      RawWebSocket.Frame frame = socket.next().orElseThrow();
      while (!frame.isClose()) {
        frame = socket.next().orElseThrow();
      }
      assertThat(frame.closed())
          .isEqualTo(
              new TestSocket.Closed(
                  TRY_AGAIN_LATER, "too slow: resume after the last sequence that you have"));
    }
  }

  /** An hour after it began to go out, an answer that nobody reads is too slow. */
  private void awaitCutOff() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (counts.of(Limit.TRANSFER_RATE) == 0 && System.nanoTime() < end) {
      traffic.answers().sweep(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
      Thread.onSpinWait();
    }
    assertThat(counts.of(Limit.TRANSFER_RATE)).isOne();
  }
}
