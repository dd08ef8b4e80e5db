package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.limits.LimitCounts;

/** Whether somebody still waits shows while nobody reads from the connection. */
final class HangUpTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final RpcSettings.Bounds bounds = RpcSettings.Bounds.DEFAULT;
  private final JettyListener listener =
      JettyListener.start(
          RpcSettings.Listener.loopback(0),
          bounds,
          new Traffic(bounds, new LimitCounts()),
          new Unanswered());

  /** Answers nothing. */
  private final class Unanswered extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      return requests.add(request);
    }
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  private Socket ask(String text) throws IOException {
    Socket socket = new Socket(listener.address().getAddress(), listener.address().getPort());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private Request next() throws InterruptedException {
    return Objects.requireNonNull(requests.poll(30, TimeUnit.SECONDS));
  }

  private static void awaitNotice(Request request) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!HangUp.isNoticed(request) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(HangUp.isNoticed(request)).isTrue();
  }

  @Test
  void seesWhoWaits() throws Exception {
    try (Socket _ = ask(REQUEST)) {
      assertThat(HangUp.isNoticed(next())).isFalse();
    }
  }

  @Test
  void seesWhoHasSentItsNextRequestAlready() throws Exception {
    try (Socket socket = ask(REQUEST)) {
      Request request = next();
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      assertThat(HangUp.isNoticed(request)).isFalse();
    }
  }

  @Test
  void seesWhoHasClosed() throws Exception {
    Socket socket = ask(REQUEST);
    Request request = next();
    socket.close();
    awaitNotice(request);
  }

  @Test
  void seesWhoHasReset() throws Exception {
    Socket socket = ask(REQUEST);
    Request request = next();
    socket.setSoLinger(true, 0);
    socket.close();
    awaitNotice(request);
  }
}
