package org.sessionvm.launcher.settings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of every setting and where it came from.
 *
 * @param values by setting, each within its bounds
 */
public record EffectiveSettings(Map<Setting, Value> values) {
  /** Where a value came from, the strongest first. */
  public enum Source {
    OPTION,
    ENVIRONMENT,
    FILE,
    DEFAULT
  }

  /**
   * A value as text and where it came from.
   *
   * @param origin the option, variable or file; empty for a default
   */
  public record Value(String text, Source source, String origin) {}

  public EffectiveSettings {
    values = Map.copyOf(values);
  }

  /** The same, where one setting has another value, which nobody chose. */
  public EffectiveSettings with(Setting setting, String text) {
    Map<Setting, Value> others = new HashMap<>(values);
    others.put(setting, new Value(text, Source.DEFAULT, ""));
    return new EffectiveSettings(others);
  }

  /** The value of a setting as text. */
  public String text(Setting setting) {
    return value(setting).text();
  }

  /** The value of a whole number. */
  public long whole(Setting setting) {
    return Long.parseLong(text(setting));
  }

  /** The value of a whole number that fits an int. */
  public int number(Setting setting) {
    return Math.toIntExact(whole(setting));
  }

  /** The value of a flag. */
  public boolean flag(Setting setting) {
    return text(setting).equals("true");
  }

  /** The values of a list. */
  public List<String> list(Setting setting) {
    return list(text(setting));
  }

  /** Whether somebody chose the value. */
  public boolean isChosen(Setting setting) {
    return value(setting).source() != Source.DEFAULT;
  }

  /** The value of a setting. */
  public Value value(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("no such setting: " + setting.name());
    }
    return value;
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
