package org.sessionvm.rpc.transport;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/** Whether a connection has agreed on its keys. */
final class Handshakes {
  /** What an engine says of its session before there is one. */
  private static final String NO_PROTOCOL = "NONE";

  private Handshakes() {}

  /** False for a plain connection, which has none. */
  static boolean isUnderWay(Connection connection) {
    return connection.getEndPoint() instanceof SslConnection.SslEndPoint end
        && end.getSslConnection().getSSLEngine().getSession().getProtocol().equals(NO_PROTOCOL);
  }
}
