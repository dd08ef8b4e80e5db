package org.sessionvm.rpc.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.live.Outlet;

/**
 * Writes whole texts to one WebSocket (RFC 6455), in pieces, so that it shows how fast their reader
 * is. Safe for any thread.
 */
final class WebSocket implements Outlet {
  private static final int PIECE_CHARACTERS = 64 << 10;
  private static final long ROOM_SECONDS = 5;

  /**
   * Subscribers leave the room of a page, or those who do not read would keep others from pages.
   */
  private static final long LEFT_BY_EVENTS = ReservedAnswer.LEFT_BY_PAGES + CallScope.PAGE_BYTES;

  /** How long a slow reader may take to read why it is cut off. */
  private static final long FAREWELL_SECONDS = 2;

  private final Session session;
  private final Traffic traffic;
  private final ReentrantLock writing = new ReentrantLock();

  /** Of the one thread that tells of events. */
  private Optional<Transfer> events = Optional.empty();

  WebSocket(Session session, Traffic traffic) {
    this.session = session;
    this.traffic = traffic;
  }

  boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public boolean takeRoom() throws IOException {
    if (!isOpen()) {
      throw new IOException("the WebSocket is closed");
    }
    Transfer transfer = traffic.answers().begin(this::tooSlow, 0).orElseThrow();
    transfer.whole();
    if (!transfer.hold(PAGE_BYTES, LEFT_BY_EVENTS, TimeUnit.SECONDS.toNanos(ROOM_SECONDS))) {
      transfer.end();
      return false;
    }
    events = Optional.of(transfer);
    return true;
  }

  @Override
  public void giveBack() {
    events.ifPresent(Transfer::end);
    events = Optional.empty();
  }

  @Override
  public void send(String text) throws IOException {
    send(text, events.orElseThrow());
  }

  /** Sends a text; returns when it has gone out. */
  void send(String text, Transfer transfer) throws IOException {
    writing.lock();
    try {
      transfer.begins();
      for (int from = 0; from < text.length(); ) {
        int to = end(text, from);
        send(text.substring(from, to), to == text.length());
        transfer.moved(to - from);
        from = to;
      }
    } finally {
      transfer.whole();
      writing.unlock();
    }
  }

  /** A piece holds both halves of a character. */
  private static int end(String text, int from) {
    int end = Math.min(text.length(), from + PIECE_CHARACTERS);
    return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }

  private void send(String piece, boolean last) throws IOException {
    Callback.Completable sent = new Callback.Completable();
    session.sendPartialText(piece, last, sent);
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IOException("the WebSocket is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Not queued behind a text that is on its way only to count as an answer. */
  void ping() {
    session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  /** Cuts a reader off that others wait for. */
  void tooSlow() {
    close(StatusCode.TRY_AGAIN_LATER, "too slow: resume after the last sequence that you have");
    traffic.later(session::disconnect, FAREWELL_SECONDS);
  }

  void close(int code, String reason) {
    session.close(code, reason, Callback.NOOP);
  }

  void disconnect() {
    session.disconnect();
  }
}
