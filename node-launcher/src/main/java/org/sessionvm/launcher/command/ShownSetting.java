package org.sessionvm.launcher.command;

import java.util.Locale;
import java.util.Optional;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.launcher.chain.ChainOnDisk;
import org.sessionvm.launcher.chain.RuleChoices;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Setting.Scope;

/**
 * A setting as {@code config show} shows it.
 *
 * @param value with which a node would run
 * @param source option, environment, file, chain or default
 * @param origin which option, variable, file or block
 * @param chainValue the value of a rule that the chain has
 * @param remark what a start would do about a difference
 */
record ShownSetting(
    String value, String source, String origin, Optional<String> chainValue, String remark) {
  static ShownSetting of(Setting setting, EffectiveSettings settings, Optional<ChainOnDisk> chain) {
    EffectiveSettings.Value value = settings.value(setting);
    String source = value.source().name().toLowerCase(Locale.ROOT);
    if (chain.isEmpty() || setting.scope() != Scope.CHAIN) {
      return new ShownSetting(value.text(), source, origin(value), Optional.empty(), "");
    }
    ChainRules rules = chain.get().history().current().rules();
    String has = RuleChoices.text(rules, setting);
    if (!settings.isChosen(setting)) {
      long height = chain.get().history().current().height();
      return new ShownSetting(has, "chain", "chain, block " + height, Optional.of(has), "");
    }
    String remark =
        !RuleChoices.isAnother(rules, settings, setting)
            ? ""
            : RuleChoices.isFixed(setting)
                ? "the chain has " + has + ", which is fixed: a start is refused"
                : "the chain has " + has + ": a start changes it";
    return new ShownSetting(value.text(), source, origin(value), Optional.of(has), remark);
  }

  private static String origin(EffectiveSettings.Value value) {
    return value.origin().isEmpty() ? "default" : value.origin();
  }
}
