package org.sessionvm.launcher.node;

import java.util.List;
import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.launcher.chain.ChainGenesis;
import org.sessionvm.launcher.chain.RuleChoices;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.VmHost;
import org.sessionvm.vm.VmSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the virtual machine of a standalone chain. */
final class VmModule {
  private static final Logger LOG = LoggerFactory.getLogger(VmModule.class);

  private VmModule() {}

  static SessionVm open(
      EffectiveSettings settings,
      KeyValueStore store,
      SignatureVerifier verifier,
      TimeSource time) {
    Genesis genesis = ChainGenesis.of(store, settings, time);
    VmHost host = new VmHost(store, new Blake2bHashing(), verifier, time);
    return SessionVm.open(
        host, genesis, genesis.standaloneChainId(), vmSettings(settings), RulesSource.RULES_BLOCKS);
  }

  /**
   * Brings the rules of the chain to what was chosen, by a rules block if they differ.
   *
   * @return what an operator should know of it
   * @throws SettingException when a rule cannot be what was chosen
   */
  static List<String> adoptRules(SessionVm vm, EffectiveSettings settings) {
    ChainRules before = vm.rules();
    Optional<RulesChange> change = RuleChoices.change(before, settings);
    if (change.isEmpty()) {
      return List.of();
    }
    try {
      Block block = vm.buildRulesBlock(change.get());
      vm.accept(block.id());
      LOG.info(
          "block {} changes rules of the chain: {}",
          block.header().height(),
          RuleChoices.describe(before, change.get()));
      return RuleChoices.warnings(before, change.get());
    } catch (InvalidBlockException e) {
      throw new SettingException("the rules of the chain cannot be changed: " + e.getMessage());
    }
  }

  static VmSettings vmSettings(EffectiveSettings settings) {
    return new VmSettings(
        settings.number(Settings.MEMPOOL_TRANSACTIONS_MAX),
        settings.whole(Settings.MEMPOOL_BYTES_MAX),
        settings.number(Settings.VERIFICATION_QUEUE_MAX),
        settings.flag(Settings.KEEP_PAYLOADS),
        settings.whole(Settings.MAINTENANCE_SECONDS) * 1_000);
  }
}
