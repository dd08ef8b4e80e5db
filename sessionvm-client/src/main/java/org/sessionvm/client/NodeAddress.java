package org.sessionvm.client;

import java.net.URI;
import java.util.Locale;

/** Where calls go: the base of a node gets the path of its JSON-RPC, a path of a chain stays. */
final class NodeAddress {
  private static final String DEFAULT_PATH = "/rpc";

  private NodeAddress() {}

  static URI of(URI node) {
    String scheme = node.getScheme() == null ? "" : node.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("a node's address begins with http:// or https://");
    }
    if (node.getHost() == null
        || node.getRawUserInfo() != null
        || node.getRawQuery() != null
        || node.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a node's address is a host, a port and a path, without user, query and fragment");
    }
    String path = node.getRawPath();
    return path == null || path.isEmpty() || path.equals("/") ? node.resolve(DEFAULT_PATH) : node;
  }

  /** The WebSocket beside the JSON-RPC at an address. */
  static URI webSocket(URI rpc) {
    String path = rpc.getRawPath();
    String base = path.endsWith(DEFAULT_PATH) ? path.substring(0, path.lastIndexOf('/')) : path;
    String scheme = rpc.getScheme().toLowerCase(Locale.ROOT).equals("https") ? "wss" : "ws";
    return URI.create(scheme + "://" + rpc.getRawAuthority() + base + "/ws");
  }
}
