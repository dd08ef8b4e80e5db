package org.sessionvm.launcher.plugin;

import java.nio.file.Files;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.Version;
import org.sessionvm.launcher.chain.GenesisDocument;
import org.sessionvm.launcher.chain.UpgradeDocument;
import org.sessionvm.launcher.node.HostedNode;
import org.sessionvm.launcher.node.Logging;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.plugin.ChainDescription;
import org.sessionvm.plugin.PluginApplication;
import org.sessionvm.plugin.PluginChain;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.plugin.StorePlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This software, as a node asks for it. */
public final class LauncherPlugin implements PluginApplication {
  private static final Logger LOG = LoggerFactory.getLogger(LauncherPlugin.class);

  @Override
  public String version() {
    return "sessionvm/" + Version.text();
  }

  @Override
  public PluginChain open(ChainDescription chain, StorePlace store, PluginFigures figures) {
    Genesis genesis = GenesisDocument.decode(chain.genesis());
    PluginSettings chosen =
        PluginSettings.read(chain.configuration(), store.directory(), genesis.rules());
    Logging.configure(chosen.settings());
    requireStore(store, chosen.resync());
    StoresLeftOver.warn(store.directory());
    HostedNode.Chain hosted =
        new HostedNode.Chain(
            chain.id(), genesis, UpgradeDocument.decode(chain.upgrades(), genesis.rules()));
    if (hosted.genesis().rules().isOpen()) {
      LOG.warn("auth is open: no signature is checked and anyone reads everything");
    }
    return HostedNode.open(
        chosen.settings(), hosted, metrics -> PluginMetrics.bind(figures, metrics));
  }

  /** An empty store where the node knows of blocks would lose what they held without a word. */
  private static void requireStore(StorePlace store, boolean resync) {
    if (store.isNew() || resync || Files.isDirectory(store.directory())) {
      return;
    }
    throw new SettingException(
        """
        the chain's store %s is gone, though the node knows of blocks in it. Restore it \
        (sessionvm store restore --data-dir %s --backup-dir ...), or say "resync": true in the \
        chain's config to get the blocks from the other nodes"""
            .formatted(store.directory(), store.directory()));
  }
}
