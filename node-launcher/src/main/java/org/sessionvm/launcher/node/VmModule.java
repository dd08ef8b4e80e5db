package org.sessionvm.launcher.node;

import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.chain.ChainGenesis;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.VmHost;
import org.sessionvm.vm.VmSettings;

/** Opens the virtual machine of a standalone chain. */
final class VmModule {
  private VmModule() {}

  static SessionVm open(
      EffectiveSettings settings,
      KeyValueStore store,
      SignatureVerifier verifier,
      TimeSource time) {
    Genesis genesis = ChainGenesis.of(store, settings, time);
    VmHost host = new VmHost(store, new Blake2bHashing(), verifier, time);
    return SessionVm.open(host, genesis, genesis.standaloneChainId(), vmSettings(settings));
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
