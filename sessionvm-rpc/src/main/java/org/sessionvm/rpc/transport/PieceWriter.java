package org.sessionvm.rpc.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.sessionvm.rpc.ReplyBody;

/** Writes an answer in pieces, so that it shows how fast its reader is, and forgets each. */
final class PieceWriter extends IteratingCallback {
  private final Response response;
  private final ReplyBody content;
  private final Transfer transfer;
  private final Callback done;
  private int piece;
  private boolean last;

  PieceWriter(Response response, ReplyBody content, Transfer transfer, Callback done) {
    this.response = response;
    this.content = content;
    this.transfer = transfer;
    this.done = done;
  }

  @Override
  protected Action process() {
    transfer.movedAndFreed(piece);
    if (last) {
      return Action.SUCCEEDED;
    }
    ByteBuffer next = content.size() == 0 ? BufferUtil.EMPTY_BUFFER : content.poll();
    piece = next.remaining();
    last = content.size() == 0;
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
