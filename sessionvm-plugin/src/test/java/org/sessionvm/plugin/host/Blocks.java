package org.sessionvm.plugin.host;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import org.sessionvm.plugin.protocol.vm.BlockAcceptRequest;
import org.sessionvm.plugin.protocol.vm.BlockRejectRequest;
import org.sessionvm.plugin.protocol.vm.BlockVerifyRequest;
import org.sessionvm.plugin.protocol.vm.BuildBlockRequest;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.GetBlockIDAtHeightRequest;
import org.sessionvm.plugin.protocol.vm.GetBlockIDAtHeightResponse;
import org.sessionvm.plugin.protocol.vm.GetBlockRequest;
import org.sessionvm.plugin.protocol.vm.GetBlockResponse;
import org.sessionvm.plugin.protocol.vm.ParseBlockRequest;
import org.sessionvm.plugin.protocol.vm.ParseBlockResponse;
import org.sessionvm.plugin.protocol.vm.SetPreferenceRequest;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.vm.Submission;

/** What a node does about blocks, one call a word. */
public record Blocks(TestChainNode node) {
  /** A wallet's transaction comes in at this node. */
  public Submission submit(SignedTransaction signed) {
    return node.application.vm().submit(TestChain.prepare(signed));
  }

  /** Asks for a block. */
  public BuildBlockResponse build() {
    return node.vm().buildBlock(BuildBlockRequest.getDefaultInstance());
  }

  /** Reads a block. */
  public ParseBlockResponse parse(ByteString block) {
    return node.vm().parseBlock(ParseBlockRequest.newBuilder().setBytes(block).build());
  }

  /** Has a block checked. */
  public void verify(ByteString block) {
    node.vm().blockVerify(BlockVerifyRequest.newBuilder().setBytes(block).build());
  }

  /** Prefers a block. */
  public void prefer(ByteString id) {
    node.vm().setPreference(SetPreferenceRequest.newBuilder().setId(id).build());
  }

  /** Accepts a block. */
  public Empty accept(ByteString id) {
    return node.vm().blockAccept(BlockAcceptRequest.newBuilder().setId(id).build());
  }

  /** Rejects a block. */
  public void reject(ByteString id) {
    node.vm().blockReject(BlockRejectRequest.newBuilder().setId(id).build());
  }

  /** Asks for a block. */
  public GetBlockResponse get(ByteString id) {
    return node.vm().getBlock(GetBlockRequest.newBuilder().setId(id).build());
  }

  /** Asks for the block at a height. */
  public GetBlockIDAtHeightResponse at(long height) {
    return node.vm()
        .getBlockIDAtHeight(GetBlockIDAtHeightRequest.newBuilder().setHeight(height).build());
  }

  /** Takes a block that is built, here or elsewhere, to the chain's end. */
  public void decide(ByteString id, ByteString block) {
    verify(block);
    prefer(id);
    accept(id);
  }

  /** Takes a block that was built here to the chain's end. */
  public void decide(BuildBlockResponse built) {
    decide(built.getId(), built.getBytes());
  }

  /** A block of this one transaction, accepted. */
  public BuildBlockResponse grow(SignedTransaction signed) {
    submit(signed);
    BuildBlockResponse built = build();
    decide(built);
    return built;
  }
}
