package org.sessionvm.vm;

import java.util.List;
import java.util.function.Consumer;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.state.RulesRow;

/** Where another Java host begins: what it must give is in {@link VmHost} and the genesis. */
public final class SessionVmFactory {
  private SessionVmFactory() {}

  /**
   * A chain of one, which makes its own blocks from now on.
   *
   * @param genesis the same at every start; names the chain
   * @param onFatal is told of a bug after which no block is made any more
   */
  public static StandaloneVm standalone(
      VmHost host, Genesis genesis, VmSettings settings, Consumer<Throwable> onFatal) {
    SessionVm vm =
        SessionVm.open(
            host, genesis, genesis.standaloneChainId(), settings, RulesSource.RULES_BLOCKS);
    return new StandaloneVm(vm, LocalSequencer.start(vm, settings, onFatal));
  }

  /**
   * A chain whose blocks the host builds, verifies, accepts and rejects.
   *
   * @param upgrades changes of rules at times that every node of the chain is told
   */
  public static SessionVm hosted(
      VmHost host, Genesis genesis, ChainId chain, VmSettings settings, List<RulesRow> upgrades) {
    return SessionVm.open(host, genesis, chain, settings, new RulesSource.Host(upgrades));
  }
}
