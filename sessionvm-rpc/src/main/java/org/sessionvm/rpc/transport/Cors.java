package org.sessionvm.rpc.transport;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Lets web pages of named origins ask, as the Fetch standard's CORS protocol has it. */
final class Cors {
  private final Set<String> origins;

  Cors(Set<String> origins) {
    this.origins = origins;
  }

  /** Tells the browser that the page may read the answer, if it may. */
  void allow(Request request, Response response) {
    if (origins.isEmpty()) {
      return;
    }
    HttpFields.Mutable headers = response.getHeaders();
    headers.add(HttpHeader.VARY, "Origin");
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && isAllowed(origin)) {
      headers.put("Access-Control-Allow-Origin", origin);
      headers.put("Access-Control-Expose-Headers", "Retry-After");
    }
  }

  /** Whether a browser asks for leave, and somebody could have it. */
  boolean isPreflight(Request request) {
    return !origins.isEmpty()
        && HttpMethod.OPTIONS.is(request.getMethod())
        && request.getHeaders().contains("Access-Control-Request-Method");
  }

  /** Answers a browser that asks for leave. */
  void preflight(Request request, Replies replies) {
    replies.preflight(isAllowed(request.getHeaders().get(HttpHeader.ORIGIN)));
  }

  /** Whether a page of another origin asks that may not; programs that are no browsers say none. */
  boolean isForeign(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    return origin != null && !isAllowed(origin);
  }

  private boolean isAllowed(@Nullable String origin) {
    return origin != null && (origins.contains("*") || origins.contains(origin));
  }
}
