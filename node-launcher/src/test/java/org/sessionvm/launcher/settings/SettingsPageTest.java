package org.sessionvm.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sessionvm.launcher.settings.Setting.Kind;

/** The table of settings in the documents; {@code -Dgolden.write=true} writes it anew. */
class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "operations", "settings.md");
  private static final String BEGIN = "<!-- settings -->\n";
  private static final String END = "<!-- end of settings -->\n";

  private static String table(Setting.Scope scope) {
    StringBuilder table =
        new StringBuilder(
            """

            | key | option | environment | values | default | what |
            |---|---|---|---|---|---|
            """);
    Settings.all().stream()
        .filter(setting -> setting.scope() == scope)
        .forEach(
            setting ->
                table.append(
                    String.format(
                        Locale.ROOT,
                        "| `%s` | `%s` | `%s` | %s | %s | %s |%n",
                        setting.name(),
                        setting.optionName(),
                        setting.environmentName(),
                        values(setting.kind()),
                        setting.defaultText().isEmpty()
                            ? "none"
                            : "`" + setting.defaultText() + "`",
                        setting.help())));
    return table.toString();
  }

  private static String values(Kind kind) {
    return switch (kind) {
      case Kind.Whole whole -> whole.least() + " to " + whole.most();
      case Kind.Text text -> "up to " + text.charactersMax() + " characters";
      case Kind.Choice choice -> String.join(", ", choice.words());
      case Kind.Flag _ -> "true, false";
      case Kind.Words words -> "any of " + String.join(", ", words.words());
      case Kind.Texts texts -> "up to " + texts.countMax() + " texts";
    };
  }

  private static String generated() {
    return "\n### Rules of the chain\n"
        + table(Setting.Scope.CHAIN)
        + "\n### Settings of the node\n"
        + table(Setting.Scope.NODE)
        + "\n";
  }

  @Test
  void namesEverySetting() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("golden.write")) {
      page = page.substring(0, begin) + generated() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }

    assertThat(page.substring(begin, end)).isEqualTo(generated());
  }
}
