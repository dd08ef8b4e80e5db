package org.sessionvm.rpc.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.sessionvm.rpc.limits.Limit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Jetty answers by itself: to requests that are no HTTP the status and nothing of us, to
 * others while the listener ends that they may be sent again. What is left is a fault of the node.
 */
final class PlainErrors implements Request.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

  private final Traffic traffic;

  PlainErrors(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503 && traffic.isDraining()) {
      new Replies(request, response, callback, traffic).shuttingDown();
      return true;
    }
    String text = HttpStatus.getMessage(status);
    if (status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431) {
      traffic.counts().refused(Limit.HEAD_BYTES);
    }
    // Other statuses from 500 on are what a client can ask for: 505 for another HTTP.
    if (status == HttpStatus.INTERNAL_SERVER_ERROR_500) {
      failed(request);
      text = "internal error";
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    byte[] line = (text + "\n").getBytes(StandardCharsets.US_ASCII);
    response.write(true, ByteBuffer.wrap(line), callback);
    return true;
  }

  /** The kind and the place say what broke; the text could repeat what the caller sent. */
  private void failed(Request request) {
    traffic.failed();
    Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (cause instanceof Throwable thrown) {
      StackTraceElement[] trace = thrown.getStackTrace();
      Object place = trace.length > 0 ? trace[0] : "unknown";
      LOG.error("a request failed: {} at {}", thrown.getClass().getName(), place);
    } else {
      LOG.error("a request failed");
    }
  }
}
