package org.sessionvm.rpc.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.sessionvm.rpc.access.HostGuard;

/** Turns away what is addressed to a host that is not ours. */
public final class HostHandler extends Handler.Wrapper {
  private final HostGuard guard;
  private final Traffic traffic;

  public HostHandler(HostGuard guard, Traffic traffic, Handler next) {
    super(next);
    this.guard = guard;
    this.traffic = traffic;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String host = request.getHttpURI().getHost();
    // Before HTTP/1.1 a request need not name a host; a browser always does.
    if (host != null && !guard.allows(host, request.getHttpURI().getPort(), local(request))) {
      new Replies(request, response, callback, traffic).text(403, "invalid host specified\n");
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static InetAddress local(Request request) {
    SocketAddress local = request.getConnectionMetaData().getLocalSocketAddress();
    return local instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
