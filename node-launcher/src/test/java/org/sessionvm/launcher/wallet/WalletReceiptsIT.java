package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.wallet.Terminal.Result;

/** Who has what, and what was said earlier: against a node in a process of its own. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before any test.
class WalletReceiptsIT {
  @TempDir private static Path directory;
  private static ChildNode node;
  private static Terminal terminal;

  @BeforeAll
  static void start() throws IOException {
    node = ChildNode.start(directory.resolve("data"), List.of());
    terminal = Terminal.of(directory, node.url(), "alice", "bob");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** A command that succeeds, and what it prints. */
  private static Result done(String command, String session, String... more) {
    Stream<String> all =
        Stream.of(Stream.of(command.split(" ")), Stream.of(session), Stream.of(more))
            .flatMap(part -> part);
    Result result = terminal.wallet(all.toArray(String[]::new));
    assertThat(result.err()).as(command).isEmpty();
    assertThat(result.exitCode()).as(command).isZero();
    return result;
  }

  private static String conversation(String... messages) throws IOException {
    String session = terminal.session("alice", "bob");
    for (String message : messages) {
      done("send", session, message, "--as", "alice");
    }
    done("session accept", session, "--as", "bob");
    return session;
  }

  /** How far Bob has come with each of Alice's messages, as she sees it. */
  private static List<String> states(String session) throws IOException {
    List<String> states = new ArrayList<>();
    for (var line : done("read", session, "--as", "alice", "--json").jsonLines()) {
      assertThat(line.at("/receipts/0/participant").asText()).isEqualTo(terminal.id("bob"));
      assertThat(line.at("/receipts")).hasSize(1);
      states.add(line.at("/receipts/0/state").asText());
    }
    return states;
  }

  @Test
  void aReaderTellsTheSenderUnlessToldNotTo() throws IOException {
    String session = conversation("one", "two");

    assertThat(done("read", session, "--as", "bob", "--no-receipts").out()).contains("one", "two");
    assertThat(states(session)).containsExactly("accepted", "accepted");
    done("read", session, "--as", "bob");
    assertThat(states(session)).containsExactly("read", "read");
    done("send", session, "three", "--as", "alice");
    assertThat(states(session)).containsExactly("read", "read", "accepted");
    assertThat(done("read", session, "--as", "alice").out())
        .contains("    read       " + terminal.id("bob"))
        .contains("    accepted   " + terminal.id("bob"));
    assertThat(done("read", session, "--as", "bob").out())
        .as("of others' messages there are none")
        .doesNotContain("accepted");
  }

  @Test
  void aReaderKeepsWhatItReadToItself() throws IOException {
    String session = conversation("one");

    done("read", session, "--as", "bob", "--private");

    assertThat(states(session)).containsExactly("delivered");
    done("send", session, "two", "--as", "alice");
    done("listen", session, "--as", "bob", "--from", "1", "--count", "1", "--private");
    assertThat(states(session)).containsExactly("delivered", "delivered");
  }

  @Test
  void tellsNothingOfMessagesThatWereNotShown() throws IOException {
    String session = conversation("one", "two", "three");

    done("read", session, "--as", "bob", "--from", "1");
    assertThat(states(session)).containsExactly("accepted", "accepted", "accepted");
    done("read", session, "--as", "bob", "--order", "desc");
    assertThat(states(session)).containsExactly("read", "read", "read");
  }

  @Test
  void whoListensTellsWhatHasArrived() throws Exception {
    String session = conversation("one");
    String[] arguments = {"--as", "bob", "--from", "0", "--count", "2"};

    CompletableFuture<Result> listening =
        CompletableFuture.supplyAsync(() -> done("listen", session, arguments));
    done("send", session, "two", "--as", "alice");
    listening.get(60, TimeUnit.SECONDS);

    assertThat(states(session)).containsExactly("delivered", "delivered");
    done("send", session, "three", "--as", "alice");
    done("listen", session, "--as", "bob", "--from", "2", "--count", "1", "--no-receipts");
    assertThat(states(session)).containsExactly("delivered", "delivered", "accepted");
  }

  @Test
  void whoSentSeesHowFarTheOthersCome() throws Exception {
    String session = conversation("one", "two");
    done("read", session, "--as", "bob");
    String bob = terminal.id("bob");

    assertThat(done("listen", session, "--as", "alice", "--receipts", "--count", "1").out())
        .isEqualTo(bob + "  delivered 2  read 2\n");
    done("send", session, "three", "--as", "alice");
    // What was known up to there is not told again.
    CompletableFuture<Result> later =
        CompletableFuture.supplyAsync(
            () ->
                done(
                    "listen",
                    session,
                    "--as",
                    "alice",
                    "--receipts",
                    "--from",
                    "3",
                    "--count",
                    "1"));
    done("send", session, "four", "--as", "alice");
    done("read", session, "--as", "bob");
    assertThat(later.get(60, TimeUnit.SECONDS).out()).startsWith(bob + "  delivered 4  read ");
  }

  @Test
  void readsByTimeFromEitherEnd() throws IOException {
    String session = conversation("one", "two");
    String second =
        done("read", session, "--as", "bob", "--json").jsonLines().getLast().path("time").asText();

    assertThat(texts(session, "--until", second)).containsExactly("one", "two");
    assertThat(texts(session, "--order", "desc")).containsExactly("two", "one");
    assertThat(texts(session, "--since", second)).endsWith("two");
    assertThat(texts(session, "--since", "2999-01-01T00:00:00Z")).isEmpty();
    assertThat(texts(session, "--until", "2000-01-01T00:00:00+01:00")).isEmpty();
    assertRefused("--from", "read", session, "--as", "bob", "--from", "0", "--order", "asc");
    assertRefused(
        "after the latest",
        "read",
        session,
        "--as",
        "bob",
        "--since",
        "2026-02-01T00:00:00Z",
        "--until",
        "2026-01-01T00:00:00Z");
    for (String wrong : List.of("--since=yesterday", "--until=2026-01-01", "--order=up")) {
      assertThat(terminal.wallet("read", session, "--as", "bob", wrong).exitCode()).isEqualTo(2);
    }
  }

  private static List<String> texts(String session, String... options) throws IOException {
    List<String> texts = new ArrayList<>();
    String[] all =
        Stream.concat(Stream.of(options), Stream.of("--as", "bob", "--json"))
            .toArray(String[]::new);
    for (var line : done("read", session, all).jsonLines()) {
      texts.add(line.path("text").asText());
    }
    return texts;
  }

  @Test
  void readsBackWhatWasSentUnderAKeyOfTheSession() throws IOException {
    String session = conversation("before");

    assertThat(done("session rotate-key", session, "--as", "bob").out()).isEqualTo("key 1\n");
    done("send", session, "under the first", "--as", "alice");
    assertThat(
            done("session rotate-key", session, "--as", "alice", "--json")
                .json()
                .path("generation")
                .asInt())
        .isEqualTo(2);
    done("send", session, "under the second", "--as", "alice");

    assertThat(done("read", session, "--as", "alice").out())
        .contains("your own", "    under the first\n", "    under the second\n");
    assertThat(texts(session)).containsExactly("before", "under the first", "under the second");
  }

  @Test
  void takesBackWhatWasSaid() throws IOException {
    String session = conversation("one", "two", "three");

    assertRefused("not the sender", "message", "delete", session, "1", "--as", "bob");
    assertThat(done("message delete", session, "1", "--as", "alice").out())
        .isEqualTo("deleted #1\n");
    assertThat(done("read", session, "--as", "bob").out())
        .contains("    one\n#1 to #1 are not on the node")
        .doesNotContain("two");
    assertThat(states(session, 0, 2)).containsExactly("read", "read");
    assertRefused("", "message", "delete", session, "9", "--as", "alice");
  }

  private static List<String> states(String session, int first, int last) throws IOException {
    var lines = done("read", session, "--as", "alice", "--json").jsonLines();
    return Stream.of(lines.get(first), lines.get(last))
        .map(line -> line.at("/receipts/0/state").asText())
        .toList();
  }

  @Test
  void movesTheEndOfASessionOnAndDeletesWhatWasSaidAfterIt() throws IOException {
    String session = conversation("one");
    String before = end(session);

    String renewed =
        done("session renew", session, "--as", "bob", "--days", "20", "--json")
            .json()
            .path("expires")
            .asText();
    assertThat(end(session)).isEqualTo(renewed).isGreaterThan(before);
    assertRefused("days", "session", "renew", session, "--as", "bob", "--days", "0");
    assertRefused(
        "sessionRenewalMax",
        "session",
        "renew",
        session,
        "--as",
        "bob",
        "--until",
        "2999-01-01T00:00:00Z");
    assertThat(terminal.wallet("session", "renew", session, "--as", "bob").exitCode()).isEqualTo(2);
    assertRefused("has not ended", "session", "purge", session, "--as", "bob");
    done("session close", session, "--as", "bob");
    assertThat(done("session purge", session, "--as", "bob").out()).isEqualTo("purged\n");
    assertThat(texts(session).toString()).doesNotContain("one");
  }

  private static String end(String session) throws IOException {
    return Terminal.run("session", "show", session, "--json", "--node", node.url().toString())
        .json()
        .path("expires")
        .asText();
  }

  private static void assertRefused(String reason, String... command) {
    Result result = terminal.wallet(command);
    assertThat(result.err()).contains(reason).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
  }
}
