package org.sessionvm.plugin.node;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;

/** A connection to the node, which listens on this machine alone. */
public final class NodeChannel implements AutoCloseable {
  /** How long a call may take before the node counts as gone. */
  public static final long CALL_SECONDS = 10;

  private final ManagedChannel channel;

  private NodeChannel(ManagedChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects when it is first used.
   *
   * @param address {@code 127.0.0.1:PORT}
   * @throws IllegalArgumentException when it is none
   */
  public static NodeChannel to(String address) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(parse(address))
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
    return new NodeChannel(channel);
  }

  private static InetSocketAddress parse(String address) {
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("not an address of the form host:port: " + address);
    }
    return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(port));
  }

  /** To make stubs of. */
  public ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
