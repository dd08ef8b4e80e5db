package org.sessionvm.plugin.service;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.plugin.PluginApplication;
import org.sessionvm.plugin.PluginChain;
import org.sessionvm.plugin.protocol.vm.GatherResponse;
import org.sessionvm.plugin.protocol.vm.HealthResponse;
import org.sessionvm.plugin.protocol.vm.InitializeRequest;
import org.sessionvm.plugin.protocol.vm.InitializeResponse;
import org.sessionvm.plugin.protocol.vm.SetStateRequest;
import org.sessionvm.plugin.protocol.vm.SetStateResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a process without a chain to one that has shut it down. A node starts every plugin once only
 * to ask its version.
 */
final class VmLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(VmLifecycle.class);

  private final PluginApplication application;
  private volatile Optional<OpenChain> open = Optional.empty();
  private volatile boolean isShutDown;

  VmLifecycle(PluginApplication application) {
    this.application = application;
  }

  String version() {
    return application.version();
  }

  /** The chain, or the refusal of a call that needs one. */
  OpenChain chain() {
    return open.orElseThrow(() -> Replies.refused("there is no chain: Initialize comes first"));
  }

  Optional<OpenChain> found() {
    return open;
  }

  InitializeResponse initialize(InitializeRequest request) {
    if (open.isPresent() || isShutDown) {
      throw Replies.refused("a process has one chain in its life");
    }
    OpenChain chain;
    try {
      chain = OpenChain.open(application, request);
    } catch (IllegalArgumentException e) {
      throw Replies.refused(String.valueOf(e.getMessage()));
    }
    open = Optional.of(chain);
    Block last = chain.consensus().lastAccepted();
    LOG.info(
        "chain {} is open at height {}", chain.plugin().vm().chainId(), last.header().height());
    return InitializeResponse.newBuilder()
        .setLastAcceptedId(ProtocolValues.bytes(last.id()))
        .setLastAcceptedParentId(ProtocolValues.bytes(last.header().parent()))
        .setHeight(last.header().height())
        .setBytes(ProtocolValues.bytes(last.encode()))
        .setTimestamp(ProtocolValues.timestamp(last.header().timestampMillis()))
        .build();
  }

  SetStateResponse state(SetStateRequest request) {
    OpenChain chain = chain();
    LOG.info("the node says {}", request.getState());
    chain.state(request.getState());
    Block last = chain.consensus().lastAccepted();
    return SetStateResponse.newBuilder()
        .setLastAcceptedId(ProtocolValues.bytes(last.id()))
        .setLastAcceptedParentId(ProtocolValues.bytes(last.header().parent()))
        .setHeight(last.header().height())
        .setBytes(ProtocolValues.bytes(last.encode()))
        .setTimestamp(ProtocolValues.timestamp(last.header().timestampMillis()))
        .build();
  }

  HealthResponse health() {
    PluginChain.Health health = chain().plugin().health();
    if (health.error().isPresent()) {
      throw Replies.refused(health.error().get());
    }
    return HealthResponse.newBuilder().setDetails(ProtocolValues.bytes(health.details())).build();
  }

  GatherResponse gather() {
    GatherResponse.Builder answer = GatherResponse.newBuilder();
    open.ifPresent(
        chain ->
            chain
                .plugin()
                .metricFamilies()
                .forEach(
                    family -> answer.addMetricFamilies(ByteString.copyFrom(family.toByteArray()))));
    return answer.build();
  }

  /** So that a block which cannot be made durable holds nothing up. */
  void announceShutdown() {
    open.ifPresent(chain -> chain.consensus().stop());
  }

  /** Closes the chain, if there is one; a second time is no matter. */
  void shutDown() {
    isShutDown = true;
    Optional<OpenChain> closing = open;
    open = Optional.empty();
    closing.ifPresent(OpenChain::close);
  }
}
