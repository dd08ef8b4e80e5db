package org.sessionvm.vm;

import java.util.List;
import org.sessionvm.state.RulesRow;

/** Who may change the rules of a chain after its genesis. */
public sealed interface RulesSource {
  /** A chain of one changes them by rules blocks. */
  RulesSource RULES_BLOCKS = new RulesBlocks();

  /** A chain of one changes them by rules blocks. */
  record RulesBlocks() implements RulesSource {}

  /**
   * The host of a chain does, at times that all its nodes are told; a rules block is invalid there.
   *
   * @param upgrades of rising times
   */
  record Host(List<RulesRow> upgrades) implements RulesSource {
    public Host {
      upgrades = List.copyOf(upgrades);
    }
  }
}
