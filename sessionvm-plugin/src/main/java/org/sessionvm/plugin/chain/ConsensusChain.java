package org.sessionvm.plugin.chain;

import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.vm.SessionVm;

/**
 * The chain as the node decides it. Its store syncs every block and the node's database does not,
 * so after a power failure the store may be ahead of what the node remembers. Then the node is told
 * of the block that it does remember, and the blocks after it are gone through once more: building
 * gives them out again, verifying and accepting them changes nothing.
 *
 * <p>Calls that change it come from one thread; the others may come from any.
 */
public final class ConsensusChain {
  private final SessionVm vm;
  private final MarkKeeper keeper;
  private final DurableAcceptance acceptance;
  private volatile ChainMark mark;
  private volatile BlockId preferred;

  /**
   * A chain that is open.
   *
   * @param mark what the node remembers
   */
  public ConsensusChain(SessionVm vm, MarkKeeper keeper, ChainMark mark) {
    this.vm = vm;
    this.keeper = keeper;
    this.mark = mark.at(Math.min(mark.height(), vm.lastAccepted().height()));
    this.acceptance = new DurableAcceptance(vm);
    this.preferred = lastAccepted().id();
    vm.setPreference(preferred);
  }

  /** The last block that the node remembers. */
  public Block lastAccepted() {
    long height = mark.height();
    return vm.getBlockAt(height)
        .orElseThrow(() -> new StoreException("the payloads of block " + height + " are deleted"));
  }

  /** How many accepted blocks the node is still to go through once more. */
  public long blocksAhead() {
    return vm.lastAccepted().height() - mark.height();
  }

  /** A block that is accepted or verified. */
  public Optional<Block> block(BlockId id) {
    return vm.getBlock(id);
  }

  /** The id of the block at a height, up to the last that the node remembers. */
  public Optional<BlockId> idAt(long height) {
    return height < 0 || height > mark.height() ? Optional.empty() : vm.getBlockIdAtHeight(height);
  }

  /** Whether there is a block to build on the preferred one. */
  public boolean hasBlockToBuild() {
    return acceptedAfter(preferred).isPresent() || vm.hasTransactionsToBuild();
  }

  /**
   * A block on the preferred one, if there is any. A store that could not be read for the block
   * before is opened again first: until then nothing may wait for a block.
   */
  public Optional<Block> build() throws InvalidBlockException {
    if (!vm.status().isHealthy()) {
      vm.recover();
    }
    Optional<Block> again = acceptedAfter(preferred);
    return again.isPresent() ? again : vm.buildBlock();
  }

  /** The accepted child of an accepted block. */
  private Optional<Block> acceptedAfter(BlockId id) {
    return blocksAhead() == 0
        ? Optional.empty()
        : vm.acceptedHeader(id).flatMap(header -> vm.getBlockAt(header.height() + 1));
  }

  /** From now on blocks are built on this one. */
  public void prefer(BlockId id) {
    preferred = id;
    vm.setPreference(id);
  }

  /** Checks every rule of a block. */
  public void verify(Block block) throws InvalidBlockException {
    long height = block.header().height();
    if (height > vm.lastAccepted().height()) {
      vm.verify(block);
    } else if (vm.acceptedHeader(block.id()).isEmpty()) {
      throw new InvalidBlockException("another block is accepted at height " + height);
    }
  }

  /**
   * Accepts a verified block; returns when it is on disk.
   *
   * @throws InvalidBlockException when it is no child of the last accepted one, or unknown
   * @throws StoreException when the process stops before the block can be made durable
   */
  public void accept(BlockId id) throws InvalidBlockException {
    Optional<BlockHeader> accepted = vm.acceptedHeader(id);
    long height =
        accepted.isPresent() ? accepted.get().height() : heightOfChild(id, vm.lastAccepted());
    if (height == mark.height()) {
      return;
    }
    if (height != mark.height() + 1) {
      throw new InvalidBlockException(
          "block %s is at height %d, after %d".formatted(id.toCb58(), height, mark.height()));
    }
    // Before the block: the node must never be told of a block that it may not remember.
    keeper.write(mark.at(height));
    if (accepted.isEmpty()) {
      acceptance.accept(id);
    }
    mark = mark.at(height);
    preferAtLeast(height, id);
  }

  /** While it catches up a node accepts without preferring, and nothing is built on the past. */
  private void preferAtLeast(long height, BlockId accepted) {
    if (vm.acceptedHeader(preferred).filter(header -> header.height() < height).isPresent()) {
      prefer(accepted);
    }
  }

  private long heightOfChild(BlockId id, BlockHeader parent) throws InvalidBlockException {
    return vm.getBlock(id)
        .filter(block -> block.header().parent().equals(parent.id()))
        .orElseThrow(
            () ->
                new InvalidBlockException(
                    "block %s is no verified child of the last one".formatted(id.toCb58())))
        .header()
        .height();
  }

  /** Drops a block; one that is unknown is no matter. */
  public void reject(BlockId id) {
    vm.reject(id);
  }

  /** Gives up on a block that cannot be made durable. */
  public void stop() {
    acceptance.stop();
  }
}
