package org.sessionvm.plugin.service;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.plugin.ChainDescription;
import org.sessionvm.plugin.PluginApplication;
import org.sessionvm.plugin.PluginChain;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.plugin.StorePlace;
import org.sessionvm.plugin.chain.ChainMark;
import org.sessionvm.plugin.chain.ConsensusChain;
import org.sessionvm.plugin.event.BlockEvents;
import org.sessionvm.plugin.gossip.TransactionGossip;
import org.sessionvm.plugin.node.NodeDatabase;
import org.sessionvm.plugin.node.NodeSender;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.InitializeRequest;
import org.sessionvm.plugin.protocol.vm.State;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chain of this process, from the node's Initialize to its Shutdown. */
final class OpenChain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenChain.class);

  /** How long nothing is told after no block could be built. */
  private static final long NOTHING_BUILT_PAUSE_NANOS = 1_000_000_000;

  /** Most nodes that are counted as connected. */
  private static final int PEERS_MAX = 65_536;

  private final PluginChain plugin;
  private final ConsensusChain consensus;
  private final NodeDatabase database;
  private final NodeSender sender;
  private final BlockEvents events;
  private final TransactionGossip gossip;
  private final BlockCalls blocks;
  private final PluginFigures figures;
  private final Set<Bytes> peers = ConcurrentHashMap.newKeySet();
  private volatile State state = State.STATE_UNSPECIFIED;
  private volatile long decidedNanos = System.nanoTime();
  private volatile Optional<Long> nothingBuiltNanos = Optional.empty();

  private OpenChain(
      PluginChain plugin,
      ConsensusChain consensus,
      NodeDatabase database,
      NodeSender sender,
      PluginFigures figures) {
    this.plugin = plugin;
    this.consensus = consensus;
    this.database = database;
    this.sender = sender;
    this.figures = figures;
    this.blocks = new BlockCalls(plugin.vm(), consensus, figures);
    this.events = BlockEvents.start(this::hasBlockToBuild);
    this.gossip = TransactionGossip.start(plugin.vm(), sender, this::isNormal, figures);
    plugin.vm().mempool().listen(_ -> mayBuild());
  }

  static OpenChain open(PluginApplication application, InitializeRequest request) {
    ChainDescription chain = describe(request);
    PluginFigures figures = new PluginFigures();
    NodeDatabase database = NodeDatabase.at(request.getDbServerAddr());
    NodeSender sender = NodeSender.at(request.getServerAddr());
    try {
      ChainMark mark = mark(database);
      Path directory = chain.directory().resolve(mark.directoryName());
      PluginChain plugin =
          application.open(chain, new StorePlace(directory, mark.height() == 0), figures);
      return new OpenChain(plugin, consensus(plugin, database, mark), database, sender, figures);
    } catch (RuntimeException | java.lang.Error e) {
      sender.close();
      database.close();
      throw e;
    }
  }

  private static ConsensusChain consensus(
      PluginChain plugin, NodeDatabase database, ChainMark mark) {
    try {
      ConsensusChain consensus = new ConsensusChain(plugin.vm(), database, mark);
      if (consensus.blocksAhead() > 0) {
        LOG.warn(
            "the store is {} blocks ahead of the node, which goes through them once more",
            consensus.blocksAhead());
      }
      return consensus;
    } catch (RuntimeException e) {
      // Its store would stay locked, and the next try find it in use.
      plugin.close();
      throw e;
    }
  }

  private static ChainDescription describe(InitializeRequest request) {
    if (request.getChainId().size() != Identifier.BYTES) {
      throw Replies.refused("chain_id must have " + Identifier.BYTES + " bytes");
    }
    if (request.getChainDataDir().isEmpty()) {
      throw Replies.refused("chain_data_dir is missing");
    }
    return new ChainDescription(
        new ChainId(ProtocolValues.bytes(request.getChainId())),
        ProtocolValues.bytes(request.getNodeId()),
        Path.of(request.getChainDataDir()),
        ProtocolValues.bytes(request.getGenesisBytes()),
        ProtocolValues.bytes(request.getUpgradeBytes()),
        ProtocolValues.bytes(request.getConfigBytes()));
  }

  /** A database that has no mark is new, and what may lie on disk is another database's. */
  private static ChainMark mark(NodeDatabase database) {
    return database
        .read()
        .orElseGet(
            () -> {
              byte[] name = new byte[ChainMark.STORE_BYTES];
              new SecureRandom().nextBytes(name);
              ChainMark mark = new ChainMark(Bytes.wrap(name), 0);
              database.write(mark);
              return mark;
            });
  }

  PluginChain plugin() {
    return plugin;
  }

  ConsensusChain consensus() {
    return consensus;
  }

  BlockCalls blocks() {
    return blocks;
  }

  BlockEvents events() {
    return events;
  }

  /** The node has caught up with the chain, or has yet to. */
  void state(State next) {
    state = next;
    events.changed();
  }

  private boolean isNormal() {
    return state == State.STATE_NORMAL_OP;
  }

  /** A block was accepted or rejected, or another is preferred. */
  void decided() {
    decidedNanos = System.nanoTime();
    mayBuild();
  }

  private void mayBuild() {
    nothingBuiltNanos = Optional.empty();
    events.changed();
  }

  /**
   * A block for the node. It asks again as soon as it is told to, so that one who got none is told
   * nothing for a while: what waits may not be of use before something is decided.
   */
  BuildBlockResponse build() throws InvalidBlockException {
    boolean isBuilt = false;
    try {
      BuildBlockResponse answer = blocks.build();
      isBuilt = true;
      return answer;
    } finally {
      if (!isBuilt) {
        nothingBuiltNanos = Optional.of(System.nanoTime());
      }
    }
  }

  private boolean isAskedTooSoon() {
    return nothingBuiltNanos
        .filter(at -> System.nanoTime() - at < NOTHING_BUILT_PAUSE_NANOS)
        .isPresent();
  }

  /** Another node of the chain came or went. */
  void peer(ByteString node, boolean connected) {
    if (peers.size() < PEERS_MAX || !connected) {
      Bytes id = ProtocolValues.bytes(node);
      boolean _ = connected ? peers.add(id) : peers.remove(id);
      figures.peers().set(peers.size());
    }
  }

  void gossip(ByteString node, ByteString message) {
    gossip.received(ProtocolValues.bytes(node), ProtocolValues.bytes(message));
  }

  private boolean hasBlockToBuild() {
    try {
      return isNormal() && !isAskedTooSoon() && (consensus.hasBlockToBuild() || isSweepDue());
    } catch (RuntimeException e) {
      // The health of the store says what is wrong; there is nothing to build while it is.
      LOG.debug("cannot tell whether there is something to build", e);
      return false;
    }
  }

  private boolean isSweepDue() {
    long idle = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - decidedNanos);
    return plugin.vm().hasSweepBacklog()
        || (idle >= plugin.maintenanceIntervalMillis() && plugin.vm().isMaintenanceDue());
  }

  /** Stops what comes from outside first, then makes everything durable. */
  @Override
  public void close() {
    consensus.stop();
    events.close();
    gossip.close();
    plugin.close();
    try {
      sender.close();
      database.close();
    } catch (StatusRuntimeException e) {
      LOG.debug("closing the node's services failed", e);
    }
  }
}
