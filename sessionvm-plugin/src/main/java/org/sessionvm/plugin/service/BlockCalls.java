package org.sessionvm.plugin.service;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.plugin.chain.ConsensusChain;
import org.sessionvm.plugin.protocol.vm.BatchedParseBlockRequest;
import org.sessionvm.plugin.protocol.vm.BatchedParseBlockResponse;
import org.sessionvm.plugin.protocol.vm.BlockVerifyResponse;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.Error;
import org.sessionvm.plugin.protocol.vm.GetAncestorsRequest;
import org.sessionvm.plugin.protocol.vm.GetAncestorsResponse;
import org.sessionvm.plugin.protocol.vm.GetBlockIDAtHeightResponse;
import org.sessionvm.plugin.protocol.vm.GetBlockResponse;
import org.sessionvm.plugin.protocol.vm.ParseBlockResponse;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.vm.SessionVm;

/** Blocks, as the node asks for them, decides them and passes them on. */
final class BlockCalls {
  /** Most blocks and bytes of an answer with ancestors, whatever is asked for. */
  static final int ANCESTORS_MAX = 2_048;

  static final int ANCESTOR_BYTES_MAX = 16 << 20;

  private final SessionVm vm;
  private final ConsensusChain chain;
  private final PluginFigures figures;

  BlockCalls(SessionVm vm, ConsensusChain chain, PluginFigures figures) {
    this.vm = vm;
    this.chain = chain;
    this.figures = figures;
  }

  BuildBlockResponse build() throws InvalidBlockException {
    Block block = chain.build().orElseThrow(() -> Replies.refused("there is nothing to build"));
    figures.blocksBuilt().increment();
    return BuildBlockResponse.newBuilder()
        .setId(ProtocolValues.bytes(block.id()))
        .setParentId(ProtocolValues.bytes(block.header().parent()))
        .setBytes(ProtocolValues.bytes(block.encode()))
        .setHeight(block.header().height())
        .setTimestamp(ProtocolValues.timestamp(block.header().timestampMillis()))
        .build();
  }

  ParseBlockResponse parse(ByteString bytes) {
    Block block = read(bytes);
    return ParseBlockResponse.newBuilder()
        .setId(ProtocolValues.bytes(block.id()))
        .setParentId(ProtocolValues.bytes(block.header().parent()))
        .setHeight(block.header().height())
        .setTimestamp(ProtocolValues.timestamp(block.header().timestampMillis()))
        .build();
  }

  /** The protocol cannot say a later time, and what it cannot say the node cannot read. */
  private Block read(ByteString bytes) {
    Block block = vm.parseBlock(ProtocolValues.bytes(bytes));
    if (block.header().timestampMillis() > Genesis.TIMESTAMP_MILLIS_MAX) {
      throw new DecodeException("its time is after the year 9999");
    }
    return block;
  }

  BatchedParseBlockResponse parse(BatchedParseBlockRequest request) {
    BatchedParseBlockResponse.Builder answer = BatchedParseBlockResponse.newBuilder();
    request.getRequestList().forEach(bytes -> answer.addResponse(parse(bytes)));
    return answer.build();
  }

  GetBlockResponse get(ByteString id) {
    return chain
        .block(ProtocolValues.blockId(id))
        .map(
            block ->
                GetBlockResponse.newBuilder()
                    .setParentId(ProtocolValues.bytes(block.header().parent()))
                    .setBytes(ProtocolValues.bytes(block.encode()))
                    .setHeight(block.header().height())
                    .setTimestamp(ProtocolValues.timestamp(block.header().timestampMillis()))
                    .build())
        .orElseGet(() -> GetBlockResponse.newBuilder().setErr(Error.ERROR_NOT_FOUND).build());
  }

  GetBlockIDAtHeightResponse idAt(long height) {
    GetBlockIDAtHeightResponse.Builder answer = GetBlockIDAtHeightResponse.newBuilder();
    chain
        .idAt(height)
        .ifPresentOrElse(
            id -> answer.setBlkId(ProtocolValues.bytes(id)),
            () -> answer.setErr(Error.ERROR_NOT_FOUND));
    return answer.build();
  }

  /** A block, and those before it as far as number, bytes and time allow. */
  GetAncestorsResponse ancestors(GetAncestorsRequest request) {
    long endNanos =
        System.nanoTime()
            + Math.clamp(request.getMaxBlocksRetrivalTime(), 0, TimeUnit.SECONDS.toNanos(10));
    int most = Math.min(request.getMaxBlocksNum(), ANCESTORS_MAX);
    int bytesMost = Math.min(request.getMaxBlocksSize(), ANCESTOR_BYTES_MAX);
    List<ByteString> found = new ArrayList<>();
    long bytes = 0;
    Optional<Block> next = chain.block(ProtocolValues.blockId(request.getBlkId()));
    while (next.isPresent()) {
      ByteString encoded = ProtocolValues.bytes(next.get().encode());
      bytes += Integer.BYTES + encoded.size();
      boolean isOver = found.size() >= most || bytes > bytesMost || System.nanoTime() >= endNanos;
      if (isOver && !found.isEmpty()) {
        break;
      }
      found.add(encoded);
      next = chain.block(next.get().header().parent());
    }
    return GetAncestorsResponse.newBuilder().addAllBlksBytes(found).build();
  }

  BlockVerifyResponse verify(ByteString bytes) throws InvalidBlockException {
    try {
      Block block = read(bytes);
      chain.verify(block);
      return BlockVerifyResponse.newBuilder()
          .setTimestamp(ProtocolValues.timestamp(block.header().timestampMillis()))
          .build();
    } catch (InvalidBlockException e) {
      figures.blocksRefused().increment();
      throw e;
    }
  }

  void accept(ByteString id) throws InvalidBlockException {
    chain.accept(ProtocolValues.blockId(id));
  }

  void reject(ByteString id) {
    BlockId block = ProtocolValues.blockId(id);
    figures.blocksRejected().increment();
    chain.reject(block);
  }

  void prefer(ByteString id) {
    chain.prefer(ProtocolValues.blockId(id));
  }
}
