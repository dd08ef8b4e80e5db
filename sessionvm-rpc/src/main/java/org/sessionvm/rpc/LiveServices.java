package org.sessionvm.rpc;

import java.util.Optional;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.rpc.live.LiveConnection;
import org.sessionvm.rpc.live.Outlet;

/**
 * What connections that stay open need of a node.
 *
 * @param endpoint answers what comes over them
 * @param connections makes what is told of events
 */
public record LiveServices(JsonRpcEndpoint endpoint, Connections connections) {
  /** Makes connections that have asked for nothing yet. */
  @FunctionalInterface
  public interface Connections {
    /** One that is told through {@code outlet} and presents a token. */
    LiveConnection open(Outlet outlet, Optional<BearerToken> token);
  }

  /** A connection that has asked for nothing yet. */
  public LiveConnection connect(Outlet outlet, Optional<BearerToken> token) {
    return connections.open(outlet, token);
  }
}
