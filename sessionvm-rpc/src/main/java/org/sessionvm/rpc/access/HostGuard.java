package org.sessionvm.rpc.access;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Which hosts a request may be addressed to. A web page of another site can make a browser send
 * requests to this machine under a name of that site (DNS rebinding), but not under ours.
 */
public record HostGuard(Set<String> hosts) {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /**
   * Whether a request may come in.
   *
   * @param host of the request, without the port
   * @param port of the request, which counts for those hosts that are allowed with a port
   * @param local the address of this machine that the request came to
   */
  public boolean allows(String host, int port, InetAddress local) {
    String name = host.toLowerCase(Locale.ROOT);
    return hosts.contains("*")
        || LOCAL.contains(name)
        || hosts.contains(name)
        || hosts.contains(name + ":" + port)
        || isAddress(name, local);
  }

  private static boolean isAddress(String name, InetAddress local) {
    String literal =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    try {
      return InetAddress.ofLiteral(literal).equals(local);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
