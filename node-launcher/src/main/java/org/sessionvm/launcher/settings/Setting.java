package org.sessionvm.launcher.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One setting. Its name is the JSON key; option and environment variable follow from it.
 *
 * @param name in camel case
 * @param kind what its values are
 * @param defaultText its value when nobody says otherwise, as text
 * @param scope whether it is a rule of the chain or a choice of the node
 * @param help one line for people
 */
public record Setting(String name, Kind kind, String defaultText, Scope scope, String help) {
  /** Who must agree on a setting. */
  public enum Scope {
    /** Every node of a chain: in the genesis from the first start, changed by rules blocks. */
    CHAIN,
    /** Nobody: each start may choose. */
    NODE
  }

  /** What values a setting has. */
  public sealed interface Kind {
    /** A whole number within bounds. */
    record Whole(long least, long most) implements Kind {}

    /** Text of at most so many characters. */
    record Text(int charactersMax) implements Kind {}

    /** One of these words. */
    record Choice(List<String> words) implements Kind {}

    /** {@code true} or {@code false}. */
    record Flag() implements Kind {}

    /** Texts; separated by commas outside of JSON. */
    record Texts(int countMax) implements Kind {}

    /** Any of these words; separated by commas outside of JSON. */
    record Words(List<String> words) implements Kind {}
  }

  /** The environment variable. */
  public String environmentName() {
    return name.equals("httpAddr")
        ? "SESSIONVM_ADDR"
        : "SESSIONVM_" + split("_").toUpperCase(Locale.ROOT);
  }

  /** The option of the command line. */
  public String optionName() {
    return "--" + split("-");
  }

  /** A run of capitals is one word: {@code sessionTTL} is {@code session-ttl}. */
  private String split(String separator) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1" + separator + "$2").toLowerCase(Locale.ROOT);
  }

  /** What is wrong with a value given as text, if anything is. */
  public Optional<String> problem(String text) {
    return switch (kind) {
      case Kind.Whole whole -> wholeProblem(whole, text);
      case Kind.Text limit ->
          text.length() > limit.charactersMax()
              ? Optional.of("must have at most " + limit.charactersMax() + " characters")
              : Optional.empty();
      case Kind.Choice choice ->
          choice.words().contains(text)
              ? Optional.empty()
              : Optional.of("must be one of " + String.join(", ", choice.words()));
      case Kind.Flag _ ->
          text.equals("true") || text.equals("false")
              ? Optional.empty()
              : Optional.of("must be true or false");
      case Kind.Words of ->
          of.words().containsAll(EffectiveSettings.list(text))
              ? Optional.empty()
              : Optional.of("may hold only " + String.join(", ", of.words()));
      case Kind.Texts texts ->
          EffectiveSettings.list(text).size() > texts.countMax()
              ? Optional.of("must have at most " + texts.countMax() + " entries")
              : Optional.empty();
    };
  }

  private static Optional<String> wholeProblem(Kind.Whole whole, String text) {
    try {
      long value = Long.parseLong(text);
      return value >= whole.least() && value <= whole.most()
          ? Optional.empty()
          : Optional.of("must be from " + whole.least() + " to " + whole.most());
    } catch (NumberFormatException e) {
      return Optional.of("must be a whole number");
    }
  }
}
