package org.sessionvm.launcher.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Setting.Scope;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;

/**
 * What the settings ask of a chain that exists. A rule that nobody chose stays as the chain has it,
 * whatever its default is.
 */
public final class RuleChoices {
  /** Why a rule that is no number stays what it was at the first start. */
  private static final Map<Setting, String> FIXED =
      Map.of(
          Settings.AUTH, "what was accepted without proof would pass for proved, or the other way",
          Settings.ID_PREFIX, "it is a part of the id of every session");

  private RuleChoices() {}

  /**
   * The change that brings the chain to what was chosen, if there is any.
   *
   * @throws SettingException when somebody chose another value for a rule that is fixed
   */
  public static Optional<RulesChange> change(ChainRules rules, EffectiveSettings settings) {
    SortedMap<Rule, Long> values = new TreeMap<>();
    for (Setting setting : Settings.all()) {
      if (isAnother(rules, settings, setting)) {
        values.put(
            Rule.named(setting.name()).orElseThrow(() -> fixed(rules, settings, setting)),
            settings.whole(setting));
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(new RulesChange(values));
  }

  /** Whether somebody chose another value than the chain has. */
  public static boolean isAnother(ChainRules rules, EffectiveSettings settings, Setting setting) {
    return setting.scope() == Scope.CHAIN
        && settings.isChosen(setting)
        && !(Rule.named(setting.name()).isPresent()
            ? settings.whole(setting) == Long.parseLong(text(rules, setting))
            : settings.text(setting).equals(text(rules, setting)));
  }

  /** Whether a rule stays what it was at the first start. */
  public static boolean isFixed(Setting setting) {
    return FIXED.containsKey(setting);
  }

  /** The value of a rule among rules. */
  public static String text(ChainRules rules, Setting setting) {
    if (setting.equals(Settings.AUTH)) {
      return rules.authentication() == Authentication.OPEN ? "open" : "signed";
    }
    return setting.equals(Settings.ID_PREFIX)
        ? rules.idPrefix()
        : Long.toString(Rule.named(setting.name()).orElseThrow().of(rules));
  }

  /** One line for each rule that a change lowers though people may rely on it. */
  public static List<String> warnings(ChainRules before, RulesChange change) {
    List<String> warnings = new ArrayList<>();
    for (Rule rule : List.of(Rule.SESSION_TTL, Rule.RETENTION_DAYS)) {
      Long after = change.values().get(rule);
      if (after != null && after < rule.of(before)) {
        warnings.add(
            "%s is lowered from %d to %d: what was made before keeps the time it was made with"
                .formatted(rule.text(), rule.of(before), after));
      }
    }
    return warnings;
  }

  /** Old and new value of each rule. */
  public static String describe(ChainRules before, RulesChange change) {
    List<String> parts = new ArrayList<>();
    change
        .values()
        .forEach((rule, to) -> parts.add(rule.text() + " " + rule.of(before) + " to " + to));
    return String.join(", ", parts);
  }

  private static SettingException fixed(
      ChainRules rules, EffectiveSettings settings, Setting setting) {
    return new SettingException(
        "%s of this chain was fixed at its first start as \"%s\" and cannot become \"%s\": %s"
            .formatted(
                setting.name(), text(rules, setting), settings.text(setting), FIXED.get(setting)));
  }
}
