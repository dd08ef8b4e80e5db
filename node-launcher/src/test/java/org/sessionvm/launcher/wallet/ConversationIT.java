package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.node.ChildNode;

/**
 * Every command of docs/conversation.md is run, and prints what stands there. With {@code
 * -Dgolden.write=true} it is written there; the difference is to be looked at.
 */
class ConversationIT {
  private static final Path PAGE = Path.of("../docs/conversation.md");
  private static final String PROMPT = "$ sessionvm ";
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern SESSION = Pattern.compile("(?m)^([1-9A-HJ-NP-Za-km-z]{44,52})$");

  @TempDir Path directory;

  private Optional<String> session = Optional.empty();

  @Test
  void printsWhatThePageSays() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    List<String> run = new ArrayList<>();
    try (ChildNode node = ChildNode.start(directory.resolve("data"), List.of())) {
      Terminal terminal = Terminal.of(directory, node.url());
      for (String line : withoutOutput(page)) {
        run.add(line);
        if (line.startsWith(PROMPT)) {
          run.addAll(output(terminal, line.substring(PROMPT.length())));
        }
      }
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.write(PAGE, run);
    }
    assertThat(Files.readAllLines(PAGE)).isEqualTo(run);
  }

  /** In a block of the console whatever follows a command is its output. */
  private static List<String> withoutOutput(List<String> page) {
    List<String> kept = new ArrayList<>();
    boolean console = false;
    for (String line : page) {
      console = line.startsWith("```") ? line.equals("```console") : console;
      if (!console || line.startsWith("```") || line.startsWith(PROMPT)) {
        kept.add(line);
      }
    }
    return kept;
  }

  private List<String> output(Terminal terminal, String command) {
    String[] words = words(command);
    Terminal.Result result =
        words[0].equals("identity") && words[1].equals("new")
            ? terminal.keystore(words)
            : terminal.wallet(words);
    assertThat(result.err()).as(command).isEmpty();
    return result.out().lines().map(this::fixed).toList();
  }

  private String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
      words.add(word.equals("SESSION") ? session.orElseThrow() : word);
    }
    return words.toArray(String[]::new);
  }

  private String fixed(String line) {
    Matcher found = SESSION.matcher(line);
    if (session.isEmpty() && found.matches()) {
      session = Optional.of(found.group(1));
    }
    return session
        .map(id -> line.replace(id, "SESSION"))
        .orElse(line)
        .replaceAll("\\b[1-9A-HJ-NP-Za-km-z]{44,52}\\b", "MESSAGE")
        .replaceAll("07[0-9a-f]{64}", "07…")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        // An id has a character more or less.
        .replaceAll("(?<=\\S) {3,}", "  ");
  }
}
