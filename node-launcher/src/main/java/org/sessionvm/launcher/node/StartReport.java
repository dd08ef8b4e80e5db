package org.sessionvm.launcher.node;

import java.io.PrintWriter;
import java.net.URI;

/** What a node prints when it has started. */
public final class StartReport {
  static final String RPC_LABEL = "JSON-RPC  ";
  static final String METRICS_LABEL = "metrics   ";
  static final String READY_LABEL = "ready";

  private StartReport() {}

  /** Prints where the node listens, for people and for whoever started it. */
  public static void print(PrintWriter out, Node node, String version, long millis) {
    out.println("SessionVM " + version + ", signatures by " + node.signatureProvider());
    out.println("chain id  " + node.chainId());
    out.println(RPC_LABEL + node.rpcUrl());
    out.println(METRICS_LABEL + node.metricsUrl());
    node.warnings().forEach(warning -> out.println("WARNING   " + warning));
    out.println(READY_LABEL + " in " + millis + " ms");
    out.flush();
  }

  static URI url(boolean tls, String host, int port, String path) {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return URI.create((tls ? "https://" : "http://") + bracketed + ":" + port + path);
  }
}
