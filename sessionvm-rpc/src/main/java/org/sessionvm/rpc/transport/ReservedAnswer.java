package org.sessionvm.rpc.transport;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.sessionvm.rpc.AnswerRoom;

/** The room of one request's answer, from before it is made until it has gone out. */
final class ReservedAnswer implements AnswerRoom {
  /** Room that pages leave, so that whoever asks for little is answered. */
  static final int LEFT_BY_PAGES = 8 << 20;

  private final Traffic traffic;
  private final Request request;
  private final Transfer transfer;

  ReservedAnswer(Traffic traffic, Request request) {
    this.traffic = traffic;
    this.request = request;
    this.transfer = traffic.answers().begin(request, 0).orElseThrow();
    transfer.whole();
    Request.addCompletionListener(request, _ -> transfer.end());
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
    return HangUp.isNoticed(request) ? Listener.GONE : Listener.WAITS;
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
}
