package org.sessionvm.plugin.node;

import com.google.protobuf.ByteString;
import java.util.concurrent.TimeUnit;
import org.sessionvm.plugin.gossip.GossipSender;
import org.sessionvm.plugin.protocol.sender.AppSenderGrpc;
import org.sessionvm.plugin.protocol.sender.SendAppGossipMsg;
import org.sessionvm.primitives.Bytes;

/** Sends through the node to the plugins of the chain's other nodes. */
public final class NodeSender implements GossipSender, AutoCloseable {
  private final NodeChannel channel;

  private NodeSender(NodeChannel channel) {
    this.channel = channel;
  }

  /** At the address that the node named. */
  public static NodeSender at(String address) {
    return new NodeSender(NodeChannel.to(address));
  }

  @Override
  public void send(Bytes message, int validators) {
    AppSenderGrpc.newBlockingStub(channel.channel())
        .withDeadlineAfter(NodeChannel.CALL_SECONDS, TimeUnit.SECONDS)
        .sendAppGossip(
            SendAppGossipMsg.newBuilder()
                .setValidators(validators)
                .setMsg(ByteString.copyFrom(message.toByteArray()))
                .build());
  }

  @Override
  public void close() {
    channel.close();
  }
}
