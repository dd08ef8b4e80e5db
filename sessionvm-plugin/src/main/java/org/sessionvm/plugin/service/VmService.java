package org.sessionvm.plugin.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import org.sessionvm.plugin.PluginApplication;
import org.sessionvm.plugin.PluginChain;
import org.sessionvm.plugin.protocol.vm.AppGossipMsg;
import org.sessionvm.plugin.protocol.vm.AppRequestFailedMsg;
import org.sessionvm.plugin.protocol.vm.AppRequestMsg;
import org.sessionvm.plugin.protocol.vm.AppResponseMsg;
import org.sessionvm.plugin.protocol.vm.BatchedParseBlockRequest;
import org.sessionvm.plugin.protocol.vm.BatchedParseBlockResponse;
import org.sessionvm.plugin.protocol.vm.BlockAcceptRequest;
import org.sessionvm.plugin.protocol.vm.BlockRejectRequest;
import org.sessionvm.plugin.protocol.vm.BlockVerifyRequest;
import org.sessionvm.plugin.protocol.vm.BlockVerifyResponse;
import org.sessionvm.plugin.protocol.vm.BuildBlockRequest;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.ConnectedRequest;
import org.sessionvm.plugin.protocol.vm.CreateHandlersResponse;
import org.sessionvm.plugin.protocol.vm.DisconnectedRequest;
import org.sessionvm.plugin.protocol.vm.Error;
import org.sessionvm.plugin.protocol.vm.GatherResponse;
import org.sessionvm.plugin.protocol.vm.GetAncestorsRequest;
import org.sessionvm.plugin.protocol.vm.GetAncestorsResponse;
import org.sessionvm.plugin.protocol.vm.GetBlockIDAtHeightRequest;
import org.sessionvm.plugin.protocol.vm.GetBlockIDAtHeightResponse;
import org.sessionvm.plugin.protocol.vm.GetBlockRequest;
import org.sessionvm.plugin.protocol.vm.GetBlockResponse;
import org.sessionvm.plugin.protocol.vm.GetStateSummaryRequest;
import org.sessionvm.plugin.protocol.vm.GetStateSummaryResponse;
import org.sessionvm.plugin.protocol.vm.Handler;
import org.sessionvm.plugin.protocol.vm.HealthResponse;
import org.sessionvm.plugin.protocol.vm.InitializeRequest;
import org.sessionvm.plugin.protocol.vm.InitializeResponse;
import org.sessionvm.plugin.protocol.vm.NewHTTPHandlerResponse;
import org.sessionvm.plugin.protocol.vm.ParseBlockRequest;
import org.sessionvm.plugin.protocol.vm.ParseBlockResponse;
import org.sessionvm.plugin.protocol.vm.ParseStateSummaryRequest;
import org.sessionvm.plugin.protocol.vm.ParseStateSummaryResponse;
import org.sessionvm.plugin.protocol.vm.SetPreferenceRequest;
import org.sessionvm.plugin.protocol.vm.SetStateRequest;
import org.sessionvm.plugin.protocol.vm.SetStateResponse;
import org.sessionvm.plugin.protocol.vm.StateSummaryAcceptRequest;
import org.sessionvm.plugin.protocol.vm.StateSummaryAcceptResponse;
import org.sessionvm.plugin.protocol.vm.StateSummaryResponse;
import org.sessionvm.plugin.protocol.vm.StateSyncEnabledResponse;
import org.sessionvm.plugin.protocol.vm.VMGrpc;
import org.sessionvm.plugin.protocol.vm.VersionResponse;
import org.sessionvm.plugin.protocol.vm.WaitForEventResponse;
import org.sessionvm.spi.HttpFace;

/**
 * The service vm.VM. What changes the chain runs on one thread of the platform, in the order in
 * which it was asked for; everything else runs beside it.
 */
public final class VmService extends VMGrpc.VMImplBase implements AutoCloseable {
  /** Where the chain's requests come in, below its path. */
  private static final List<String> PREFIXES =
      List.of("", "/rpc", "/ws", "/health", "/liveness", "/readiness");

  private static final Error NO_STATE_SYNC = Error.ERROR_STATE_SYNC_NOT_IMPLEMENTED;

  private final VmLifecycle lifecycle;
  private final ConsensusThread consensus = new ConsensusThread();
  private final Runnable onShutdown;
  private volatile String serverAddress = "";

  /**
   * The service of a process that has no chain yet.
   *
   * @param onShutdown runs when the node has shut the plugin down, before it is told so: its signal
   *     to end follows the answer at once
   */
  public VmService(PluginApplication application, Runnable onShutdown) {
    this.lifecycle = new VmLifecycle(application);
    this.onShutdown = onShutdown;
  }

  /** Where this process serves http.HTTP too. */
  public void servedAt(String address) {
    serverAddress = address;
  }

  /** What answers requests, while there is a chain. */
  public Optional<HttpFace> http() {
    return lifecycle.found().map(OpenChain::plugin).map(PluginChain::http);
  }

  @Override
  public void version(Empty request, StreamObserver<VersionResponse> observer) {
    Replies.reply(
        observer, () -> VersionResponse.newBuilder().setVersion(lifecycle.version()).build());
  }

  @Override
  public void initialize(InitializeRequest request, StreamObserver<InitializeResponse> observer) {
    consensus.run(observer, () -> initialize(request));
  }

  private InitializeResponse initialize(InitializeRequest request) {
    try {
      return lifecycle.initialize(request);
    } finally {
      if (lifecycle.found().isEmpty()) {
        // The node shuts nothing down that was never open: it sends a signal.
        onShutdown.run();
      }
    }
  }

  @Override
  public void setState(SetStateRequest request, StreamObserver<SetStateResponse> observer) {
    consensus.run(observer, () -> lifecycle.state(request));
  }

  @Override
  public void shutdown(Empty request, StreamObserver<Empty> observer) {
    lifecycle.announceShutdown();
    consensus.run(observer, this::shutDown);
  }

  private Empty shutDown() {
    try {
      lifecycle.shutDown();
    } finally {
      onShutdown.run();
    }
    return Empty.getDefaultInstance();
  }

  @Override
  public void createHandlers(Empty request, StreamObserver<CreateHandlersResponse> observer) {
    Replies.reply(
        observer,
        () ->
            CreateHandlersResponse.newBuilder()
                .addAllHandlers(PREFIXES.stream().map(this::handler).toList())
                .build());
  }

  private Handler handler(String prefix) {
    return Handler.newBuilder().setPrefix(prefix).setServerAddr(serverAddress).build();
  }

  @Override
  public void newHTTPHandler(Empty request, StreamObserver<NewHTTPHandlerResponse> observer) {
    Replies.reply(
        observer, () -> NewHTTPHandlerResponse.newBuilder().setServerAddr(serverAddress).build());
  }

  @Override
  public void waitForEvent(Empty request, StreamObserver<WaitForEventResponse> observer) {
    new EventCall(observer).start(lifecycle);
  }

  @Override
  public void buildBlock(BuildBlockRequest request, StreamObserver<BuildBlockResponse> observer) {
    consensus.run(observer, () -> lifecycle.chain().build());
  }

  @Override
  public void parseBlock(ParseBlockRequest request, StreamObserver<ParseBlockResponse> observer) {
    Replies.reply(observer, () -> lifecycle.chain().blocks().parse(request.getBytes()));
  }

  @Override
  public void batchedParseBlock(
      BatchedParseBlockRequest request, StreamObserver<BatchedParseBlockResponse> observer) {
    Replies.reply(observer, () -> lifecycle.chain().blocks().parse(request));
  }

  @Override
  public void getBlock(GetBlockRequest request, StreamObserver<GetBlockResponse> observer) {
    Replies.reply(observer, () -> lifecycle.chain().blocks().get(request.getId()));
  }

  @Override
  public void getBlockIDAtHeight(
      GetBlockIDAtHeightRequest request, StreamObserver<GetBlockIDAtHeightResponse> observer) {
    Replies.reply(observer, () -> lifecycle.chain().blocks().idAt(request.getHeight()));
  }

  @Override
  public void getAncestors(
      GetAncestorsRequest request, StreamObserver<GetAncestorsResponse> observer) {
    Replies.reply(observer, () -> lifecycle.chain().blocks().ancestors(request));
  }

  @Override
  public void blockVerify(
      BlockVerifyRequest request, StreamObserver<BlockVerifyResponse> observer) {
    consensus.run(observer, () -> lifecycle.chain().blocks().verify(request.getBytes()));
  }

  @Override
  public void blockAccept(BlockAcceptRequest request, StreamObserver<Empty> observer) {
    decide(observer, chain -> chain.blocks().accept(request.getId()));
  }

  @Override
  public void blockReject(BlockRejectRequest request, StreamObserver<Empty> observer) {
    decide(observer, chain -> chain.blocks().reject(request.getId()));
  }

  @Override
  public void setPreference(SetPreferenceRequest request, StreamObserver<Empty> observer) {
    decide(observer, chain -> chain.blocks().prefer(request.getId()));
  }

  private void decide(StreamObserver<Empty> observer, ConsensusThread.Decision decision) {
    consensus.run(
        observer,
        () -> {
          OpenChain chain = lifecycle.chain();
          decision.carryOut(chain);
          chain.decided();
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void health(Empty request, StreamObserver<HealthResponse> observer) {
    Replies.reply(observer, lifecycle::health);
  }

  @Override
  public void gather(Empty request, StreamObserver<GatherResponse> observer) {
    Replies.reply(observer, lifecycle::gather);
  }

  @Override
  public void connected(ConnectedRequest request, StreamObserver<Empty> observer) {
    peers(observer, request.getNodeId(), true);
  }

  @Override
  public void disconnected(DisconnectedRequest request, StreamObserver<Empty> observer) {
    peers(observer, request.getNodeId(), false);
  }

  private void peers(StreamObserver<Empty> observer, ByteString node, boolean connected) {
    Replies.reply(
        observer,
        () -> {
          lifecycle.found().ifPresent(chain -> chain.peer(node, connected));
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void appGossip(AppGossipMsg request, StreamObserver<Empty> observer) {
    Replies.reply(
        observer,
        () -> {
          lifecycle.found().ifPresent(c -> c.gossip(request.getNodeId(), request.getMsg()));
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void appRequest(AppRequestMsg request, StreamObserver<Empty> observer) {
    ignore(observer);
  }

  @Override
  public void appRequestFailed(AppRequestFailedMsg request, StreamObserver<Empty> observer) {
    ignore(observer);
  }

  @Override
  public void appResponse(AppResponseMsg request, StreamObserver<Empty> observer) {
    ignore(observer);
  }

  /** Nodes of this chain ask each other nothing; only gossip goes between them. */
  private static void ignore(StreamObserver<Empty> observer) {
    Replies.reply(observer, Empty::getDefaultInstance);
  }

  @Override
  public void stateSyncEnabled(Empty request, StreamObserver<StateSyncEnabledResponse> observer) {
    Replies.reply(observer, StateSyncEnabledResponse::getDefaultInstance);
  }

  @Override
  public void getOngoingSyncStateSummary(
      Empty request, StreamObserver<StateSummaryResponse> observer) {
    noSummary(observer);
  }

  @Override
  public void getLastStateSummary(Empty request, StreamObserver<StateSummaryResponse> observer) {
    noSummary(observer);
  }

  private static void noSummary(StreamObserver<StateSummaryResponse> observer) {
    Replies.reply(observer, () -> StateSummaryResponse.newBuilder().setErr(NO_STATE_SYNC).build());
  }

  @Override
  public void parseStateSummary(
      ParseStateSummaryRequest request, StreamObserver<ParseStateSummaryResponse> observer) {
    Replies.reply(
        observer, () -> ParseStateSummaryResponse.newBuilder().setErr(NO_STATE_SYNC).build());
  }

  @Override
  public void getStateSummary(
      GetStateSummaryRequest request, StreamObserver<GetStateSummaryResponse> observer) {
    Replies.reply(
        observer, () -> GetStateSummaryResponse.newBuilder().setErr(NO_STATE_SYNC).build());
  }

  @Override
  public void stateSummaryAccept(
      StateSummaryAcceptRequest request, StreamObserver<StateSummaryAcceptResponse> observer) {
    Replies.reply(
        observer, () -> StateSummaryAcceptResponse.newBuilder().setErr(NO_STATE_SYNC).build());
  }

  /** For a process that ends without having been asked to. */
  @Override
  public void close() {
    lifecycle.announceShutdown();
    consensus.close(lifecycle::shutDown);
  }
}
