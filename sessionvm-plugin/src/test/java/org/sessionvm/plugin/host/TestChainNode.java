package org.sessionvm.plugin.host;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sessionvm.plugin.PluginProcess;
import org.sessionvm.plugin.PluginServer;
import org.sessionvm.plugin.node.HandshakeException;
import org.sessionvm.plugin.node.RuntimeHandshake;
import org.sessionvm.plugin.protocol.http.HTTPGrpc;
import org.sessionvm.plugin.protocol.vm.AppGossipMsg;
import org.sessionvm.plugin.protocol.vm.InitializeRequest;
import org.sessionvm.plugin.protocol.vm.InitializeResponse;
import org.sessionvm.plugin.protocol.vm.SetStateRequest;
import org.sessionvm.plugin.protocol.vm.State;
import org.sessionvm.plugin.protocol.vm.VMGrpc;
import org.sessionvm.testkit.vm.MutableTime;

/**
 * A node with one chain: it serves what a node serves, starts plugins in this process, and calls
 * them over connections of this machine. Its database and its disk outlive the plugins.
 */
public final class TestChainNode implements AutoCloseable {
  /** How long a call may take. */
  public static final long CALL_SECONDS = 20;

  public final NodeRows database = new NodeRows();
  public final NodeNetwork network = new NodeNetwork();
  public final TestApplication application;
  private final NodeRuntime runtime = new NodeRuntime(PluginProcess.PROTOCOL);
  private final ByteString id;
  private final Server services;
  private Optional<Running> running = Optional.empty();

  private record Running(PluginServer server, ManagedChannel channel, CountDownLatch shutDown) {}

  private TestChainNode(int number, MutableTime time) {
    this.id =
        ByteString.copyFrom(new byte[19]).concat(ByteString.copyFrom(new byte[] {(byte) number}));
    this.application = new TestApplication(time);
    this.services = serve();
  }

  /** A node of its own, which listens and has started nothing. */
  public static TestChainNode numbered(int number, MutableTime time) {
    return new TestChainNode(number, time);
  }

  private Server serve() {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
          .maxInboundMessageSize(Integer.MAX_VALUE)
          .addService(runtime)
          .addService(database)
          .addService(network)
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where every service of the node is. */
  public String address() {
    return "127.0.0.1:" + services.getPort();
  }

  /** 20 bytes. */
  public ByteString id() {
    return id;
  }

  /** Starts a plugin, which shakes hands, and asks nothing of it yet. */
  public void launch() {
    CountDownLatch shutDown = new CountDownLatch(1);
    PluginServer server = PluginServer.start(application, shutDown::countDown);
    try {
      RuntimeHandshake.announce(address(), PluginProcess.PROTOCOL, server.address());
    } catch (HandshakeException e) {
      throw new AssertionError(e);
    }
    ManagedChannel channel =
        NettyChannelBuilder.forTarget("dns:///" + runtime.plugin())
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
    running = Optional.of(new Running(server, channel, shutDown));
  }

  /** What the node says of the chain. */
  public InitializeRequest description() {
    return InitializeRequest.newBuilder()
        .setNetworkId(54_321)
        .setSubnetId(ByteString.copyFrom(new byte[32]))
        .setChainId(ByteString.copyFrom(TestChain.ID.bytes().toByteArray()))
        .setNodeId(id)
        .setChainDataDir("/chain/of/node")
        .setGenesisBytes(ByteString.copyFromUtf8("genesis"))
        .setDbServerAddr(address())
        .setServerAddr(address())
        .build();
  }

  /** Launches a plugin and has it open the chain. */
  public InitializeResponse start() {
    launch();
    return vm().initialize(description());
  }

  /** As above, and says that the chain has caught up. */
  public InitializeResponse startNormal() {
    InitializeResponse answer = start();
    state(State.STATE_NORMAL_OP);
    return answer;
  }

  /** Says how far the chain is. */
  public void state(State state) {
    vm().setState(SetStateRequest.newBuilder().setState(state).build());
  }

  /** For calls that are answered soon. */
  public VMGrpc.VMBlockingStub vm() {
    return VMGrpc.newBlockingStub(channel()).withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  /** For calls that may be cancelled. */
  public VMGrpc.VMFutureStub vmLater() {
    return VMGrpc.newFutureStub(channel());
  }

  /** For requests of wallets. */
  public HTTPGrpc.HTTPBlockingStub http() {
    return HTTPGrpc.newBlockingStub(channel()).withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private ManagedChannel channel() {
    return running.orElseThrow().channel();
  }

  /** What this plugin sends from now on reaches the other's. */
  public void connectTo(TestChainNode other) {
    network.bringTo(
        message -> {
          try {
            other.deliver(id, message);
          } catch (StatusRuntimeException e) {
            // A node that ends hears nothing more.
          }
        });
  }

  /** Brings a message of another node. */
  public void deliver(ByteString from, ByteString message) {
    vm().appGossip(AppGossipMsg.newBuilder().setNodeId(from).setMsg(message).build());
  }

  /** Whether the plugin was shut down and has been told so; waits for it. */
  public boolean awaitShutDown() throws InterruptedException {
    return running.orElseThrow().shutDown().await(CALL_SECONDS, TimeUnit.SECONDS);
  }

  /** Shuts the plugin down as the node does. */
  public void stop() {
    vm().shutdown(Empty.getDefaultInstance());
    kill();
  }

  /** Ends the plugin without a word. */
  public void kill() {
    running.ifPresent(
        plugin -> {
          plugin.channel().shutdownNow();
          plugin.server().close();
        });
    running = Optional.empty();
  }

  @Override
  public void close() {
    kill();
    services.shutdownNow();
  }
}
