package org.sessionvm.rpc.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/** Writes an answer in pieces, so that it shows how fast its reader is. */
final class PieceWriter extends IteratingCallback {
  private static final int PIECE_BYTES = 128 << 10;

  private final Response response;
  private final ByteBuffer content;
  private final Transfer transfer;
  private final Callback done;
  private int piece;
  private boolean last;

  PieceWriter(Response response, ByteBuffer content, Transfer transfer, Callback done) {
    this.response = response;
    this.content = content;
    this.transfer = transfer;
    this.done = done;
  }

  @Override
  protected Action process() {
    transfer.moved(piece);
    if (last) {
      return Action.SUCCEEDED;
    }
    piece = Math.min(PIECE_BYTES, content.remaining());
    ByteBuffer next = content.slice(content.position(), piece);
    content.position(content.position() + piece);
    last = !content.hasRemaining();
    response.write(last, next, this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onCompleteSuccess() {
    transfer.end();
    done.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    transfer.end();
    done.failed(cause);
  }
}
