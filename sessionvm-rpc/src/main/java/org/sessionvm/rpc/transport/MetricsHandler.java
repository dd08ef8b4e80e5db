package org.sessionvm.rpc.transport;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.sessionvm.rpc.metrics.NodeMetrics;

/** Where Prometheus reads; other paths are another handler's. */
public final class MetricsHandler extends Handler.Wrapper {
  private static final Set<String> PATHS = Set.of("/metrics", "/ext/metrics");

  private final NodeMetrics metrics;
  private final Traffic traffic;

  public MetricsHandler(NodeMetrics metrics, Traffic traffic, Handler others) {
    super(others);
    this.metrics = metrics;
    this.traffic = traffic;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!PATHS.contains(Request.getPathInContext(request))) {
      return super.handle(request, response, callback);
    }
    Replies replies = new Replies(request, response, callback, traffic);
    boolean read =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    if (!read) {
      replies.notAllowed("GET, HEAD", "GET method required");
    } else {
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      replies.metrics(metrics.scrape());
    }
    return true;
  }
}
