package org.sessionvm.rpc.transport;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.sessionvm.rpc.AnswerRoom;

/** The room of one answer, from before it is made until it has gone out. */
final class ReservedAnswer implements AnswerRoom {
  /** Room that pages leave, so that whoever asks for little is answered. */
  static final int LEFT_BY_PAGES = 8 << 20;

  private final Traffic traffic;
  private final BooleanSupplier gone;
  private final Transfer transfer;

  private ReservedAnswer(Traffic traffic, BooleanSupplier gone, Transfer transfer) {
    this.traffic = traffic;
    this.gone = gone;
    this.transfer = transfer;
    transfer.whole();
  }

  /** Of a request, until that is done. */
  static ReservedAnswer of(Traffic traffic, Request request) {
    Transfer transfer = traffic.answers().begin(request, 0).orElseThrow();
    Request.addCompletionListener(request, _ -> transfer.end());
    return new ReservedAnswer(traffic, () -> HangUp.isNoticed(request), transfer);
  }

  /** Of a WebSocket, until the transfer is ended. */
  static ReservedAnswer of(Traffic traffic, WebSocket socket) {
    Transfer transfer = traffic.answers().begin(socket::tooSlow, 0).orElseThrow();
    return new ReservedAnswer(traffic, () -> !socket.isOpen(), transfer);
  }

  @Override
  public boolean take(long bytes, Kind kind, long waitMillis) {
    int left = kind == Kind.PAGE ? LEFT_BY_PAGES : 0;
    return transfer.hold(bytes, left, TimeUnit.MILLISECONDS.toNanos(waitMillis));
  }

  @Override
  public long bytesMax() {
    return traffic.answers().bytesMax();
  }

  @Override
  public void giveBack(long bytes) {
    transfer.release(bytes);
  }

  @Override
  public Listener listener() {
    if (traffic.isDraining()) {
      return Listener.SHUTTING_DOWN;
    }
    return gone.getAsBoolean() ? Listener.GONE : Listener.WAITS;
  }

  /** The answer goes out from now on, unless there is no room for it. */
  Optional<Transfer> send(long bytes) {
    long missing = bytes - transfer.heldBytes();
    if (missing > 0 && !take(missing, Kind.ANSWER, 0)) {
      return Optional.empty();
    }
    transfer.begins();
    return Optional.of(transfer);
  }

  /** Nothing of it is held any more. */
  void end() {
    transfer.end();
  }
}
