package org.sessionvm.vm;

import java.util.Optional;
import org.sessionvm.block.BlockHeader;

/**
 * How the virtual machine is.
 *
 * @param suspended why no block can be accepted now, if that is so
 * @param pending how many transactions wait for a block
 * @param lastAccepted the newest block on disk
 */
public record VmStatus(Optional<String> suspended, int pending, BlockHeader lastAccepted) {
  /** Whether blocks can be accepted. */
  public boolean isHealthy() {
    return suspended.isEmpty();
  }
}
