package org.sessionvm.launcher.plugin;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sessionvm.plugin.PluginProcess;
import org.sessionvm.plugin.PluginServer;
import org.sessionvm.plugin.node.HandshakeException;
import org.sessionvm.plugin.node.RuntimeHandshake;
import org.sessionvm.plugin.protocol.http.Element;
import org.sessionvm.plugin.protocol.http.HTTPGrpc;
import org.sessionvm.plugin.protocol.http.HandleSimpleHTTPRequest;
import org.sessionvm.plugin.protocol.http.HandleSimpleHTTPResponse;
import org.sessionvm.plugin.protocol.vm.BlockAcceptRequest;
import org.sessionvm.plugin.protocol.vm.BlockVerifyRequest;
import org.sessionvm.plugin.protocol.vm.BuildBlockRequest;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.InitializeRequest;
import org.sessionvm.plugin.protocol.vm.SetPreferenceRequest;
import org.sessionvm.plugin.protocol.vm.SetStateRequest;
import org.sessionvm.plugin.protocol.vm.State;
import org.sessionvm.plugin.protocol.vm.VMGrpc;
import org.sessionvm.primitives.Identifier;

/**
 * A plugin's life from its start to its end, in this process: so the JVM learns what a start needs
 * before a node gives it five seconds for one.
 */
public final class PluginRehearsal {
  private static final long SECONDS_MAX = 60;

  private final VMGrpc.VMBlockingStub vm;
  private final HTTPGrpc.HTTPBlockingStub http;

  private PluginRehearsal(ManagedChannel channel) {
    this.vm = VMGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS);
    this.http = HTTPGrpc.newBlockingStub(channel).withDeadlineAfter(SECONDS_MAX, TimeUnit.SECONDS);
  }

  /**
   * Runs it.
   *
   * @param directory for the chain, which stays there
   */
  public static void run(Path directory) throws IOException {
    try (RehearsalNode node = RehearsalNode.start(PluginProcess.PROTOCOL);
        PluginServer server = PluginServer.start(new LauncherPlugin(), () -> {})) {
      RuntimeHandshake.announce(node.address(), PluginProcess.PROTOCOL, server.address());
      URI plugin = URI.create("http://" + node.plugin().join());
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(plugin.getHost(), plugin.getPort()).usePlaintext().build();
      try {
        new PluginRehearsal(channel).live(directory, node.address());
      } finally {
        channel.shutdownNow();
      }
    } catch (HandshakeException e) {
      throw new IOException("the rehearsal's own node refuses the plugin", e);
    }
  }

  private void live(Path directory, String node) {
    Empty nothing = Empty.getDefaultInstance();
    vm.version(nothing);
    vm.initialize(
        InitializeRequest.newBuilder()
            .setChainId(ByteString.copyFrom(new byte[Identifier.BYTES]))
            .setChainDataDir(directory.toString())
            .setDbServerAddr(node)
            .setServerAddr(node)
            .build());
    vm.createHandlers(nothing);
    vm.setState(state(State.STATE_BOOTSTRAPPING));
    vm.setState(state(State.STATE_NORMAL_OP));
    CompletableFuture<HandleSimpleHTTPResponse> created =
        CompletableFuture.supplyAsync(() -> post(createSession()));
    vm.waitForEvent(nothing);
    makeBlock();
    created.join();
    vm.health(nothing);
    vm.gather(nothing);
    vm.shutdown(nothing);
  }

  private static SetStateRequest state(State state) {
    return SetStateRequest.newBuilder().setState(state).build();
  }

  private void makeBlock() {
    BuildBlockResponse block = vm.buildBlock(BuildBlockRequest.getDefaultInstance());
    vm.blockVerify(BlockVerifyRequest.newBuilder().setBytes(block.getBytes()).build());
    vm.setPreference(SetPreferenceRequest.newBuilder().setId(block.getId()).build());
    vm.blockAccept(BlockAcceptRequest.newBuilder().setId(block.getId()).build());
  }

  private HandleSimpleHTTPResponse post(String body) {
    return http.handleSimple(
        HandleSimpleHTTPRequest.newBuilder()
            .setMethod("POST")
            .setUrl("/rpc")
            .addRequestHeaders(
                Element.newBuilder().setKey("Content-Type").addValues("application/json"))
            .setBody(ByteString.copyFromUtf8(body))
            .build());
  }

  /** One that nobody signs, with a key of the right length. */
  private static String createSession() {
    byte[] key = new byte[1_184];
    Arrays.fill(key, (byte) 1);
    return """
        {"jsonrpc":"2.0","id":1,"method":"sessionvm.CreateSession","params":{\
        "participants":["%s"],"publicKeys":["%s"]}}"""
        .formatted("07" + "01".repeat(Identifier.BYTES), HexFormat.of().formatHex(key));
  }
}
