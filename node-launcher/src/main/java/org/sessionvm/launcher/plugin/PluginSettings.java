package org.sessionvm.launcher.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.launcher.chain.RuleChoices;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.JsonDocument;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Setting.Scope;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.settings.SettingsResolver;
import org.sessionvm.primitives.Bytes;

/**
 * What an operator chooses for one chain, in the configuration that the node keeps for it.
 *
 * @param settings of the node; the data directory is the store's
 * @param resync whether a store that is gone is made anew from the other nodes' blocks
 */
record PluginSettings(EffectiveSettings settings, boolean resync) {
  private static final String RESYNC = "resync";

  /** What a plugin has no use for: the node listens, and backups are made of the whole node. */
  private static final Set<Setting> OF_A_NODE_OF_ITS_OWN =
      Set.of(
          Settings.DATA_DIR,
          Settings.HTTP_ADDR,
          Settings.METRICS_ADDR,
          Settings.HTTP_NAMESPACES,
          Settings.METRICS_NAMESPACES,
          Settings.OPERATOR_TOKENS_FILE,
          Settings.HTTP_ALLOWED_HOSTS,
          Settings.HTTP_CORS_ORIGINS,
          Settings.HTTP_CONNECTIONS_MAX,
          Settings.HTTP_IDLE_SECONDS,
          Settings.REQUESTS_PER_SECOND,
          Settings.BACKUP_DIR,
          Settings.BACKUPS_KEPT);

  /**
   * Reads the configuration of a chain.
   *
   * @param configuration JSON, or nothing
   * @param rules of the chain, which a configuration may repeat and not change
   * @throws SettingException that names what does not fit
   */
  static PluginSettings read(Bytes configuration, Path store, ChainRules rules) {
    ObjectNode root = JsonDocument.parseOrEmpty(configuration, "the chain's config");
    boolean resync = resync(root.remove(RESYNC));
    EffectiveSettings chosen = new SettingsResolver(Map.of()).resolve(Map.of(), root, "config");
    for (Setting setting : Settings.all()) {
      requireFit(setting, chosen, rules);
    }
    return new PluginSettings(chosen.with(Settings.DATA_DIR, store.toString()), resync);
  }

  private static boolean resync(JsonNode value) {
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new SettingException("config: " + RESYNC + " must be true or false");
    }
    return value.booleanValue();
  }

  private static void requireFit(Setting setting, EffectiveSettings chosen, ChainRules rules) {
    if (!chosen.isChosen(setting)) {
      return;
    }
    if (OF_A_NODE_OF_ITS_OWN.contains(setting) || setting.name().contains("Tls")) {
      throw new SettingException("config: " + setting.name() + " is for a node of its own");
    }
    if (setting.scope() == Scope.CHAIN && RuleChoices.isAnother(rules, chosen, setting)) {
      throw new SettingException(
          "config: %s is a rule of the chain, which its genesis and its upgrades say: it is %s"
              .formatted(setting.name(), RuleChoices.text(rules, setting)));
    }
  }
}
