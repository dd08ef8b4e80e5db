package org.sessionvm.launcher.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Setting.Kind;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.settings.SettingsResolver;

class RuleChoicesTest {
  private static final ChainRules SHORT = change(Map.of(Rule.SESSION_TTL, 60L));

  private static ChainRules change(Map<Rule, Long> values) {
    return new RulesChange(new TreeMap<>(values)).applyTo(ChainRules.DEFAULT);
  }

  private static EffectiveSettings settings(Map<String, String> options) {
    return new SettingsResolver(Map.of()).resolve(options, Optional.empty());
  }

  @Test
  void leavesWhatNobodyChoseAsTheChainHasIt() {
    assertThat(RuleChoices.change(SHORT, settings(Map.of()))).isEmpty();
    assertThat(RuleChoices.change(SHORT, settings(Map.of("sessionTTL", "60")))).isEmpty();
    assertThat(RuleChoices.change(SHORT, settings(Map.of("sessionTTL", "060")))).isEmpty();
  }

  @Test
  void changesWhatWasChosenOtherwiseThoughItIsTheDefault() {
    Optional<RulesChange> change =
        RuleChoices.change(SHORT, settings(Map.of("sessionTTL", "86400", "maxMessages", "10000")));

    assertThat(change.orElseThrow().values()).isEqualTo(Map.of(Rule.SESSION_TTL, 86_400L));
  }

  @Test
  void refusesWhatIsFixed() {
    assertThatThrownBy(() -> RuleChoices.change(SHORT, settings(Map.of("auth", "open"))))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(
            "auth of this chain was fixed at its first start as \"signed\" and cannot become \"open\"");
    assertThatThrownBy(() -> RuleChoices.change(SHORT, settings(Map.of("idPrefix", "05"))))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("idPrefix of this chain was fixed at its first start as \"07\"");
  }

  @Test
  void warnsOfTimesThatAreLoweredAndOfNothingElse() {
    RulesChange change =
        new RulesChange(
            new TreeMap<>(
                Map.of(Rule.SESSION_TTL, 59L, Rule.RETENTION_DAYS, 31L, Rule.MAX_MESSAGES, 1L)));

    assertThat(RuleChoices.warnings(SHORT, change))
        .singleElement()
        .asString()
        .startsWith("sessionTTL is lowered from 60 to 59");
    assertThat(RuleChoices.describe(SHORT, change))
        .isEqualTo("sessionTTL 60 to 59, maxMessages 10000 to 1, retentionDays 30 to 31");
  }

  /** A rule that is forgotten somewhere could be chosen and would do nothing. */
  @Test
  void knowsEveryRuleAmongTheSettings() {
    for (Setting setting : Settings.all()) {
      if (setting.scope() == Setting.Scope.CHAIN) {
        assertThat(Rule.named(setting.name()).isPresent())
            .as(setting.name())
            .isNotEqualTo(RuleChoices.isFixed(setting));
        assertThat(RuleChoices.text(ChainRules.DEFAULT, setting)).isEqualTo(setting.defaultText());
      }
      Rule.named(setting.name())
          .ifPresent(
              rule ->
                  assertThat(setting.kind()).isEqualTo(new Kind.Whole(rule.least(), rule.most())));
    }
  }
}
