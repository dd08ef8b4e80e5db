package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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

/** Channels from the terminal, against a node in a process of its own. */
class ChannelCommandsIT {
  @TempDir private static Path directory;

  private static ChildNode node;
  private static Terminal terminal;

  @BeforeAll
  static void start() throws IOException {
    node = ChildNode.start(directory.resolve("data"), List.of());
    terminal = Terminal.of(directory, node.url(), "alice", "bob", "carol");
    for (String name : List.of("alice", "bob", "carol")) {
      terminal.done("identity", "register", name);
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String id(String name) throws IOException {
    return terminal.id(name);
  }

  private static String create(String name) {
    return channel("create", name, "--as", "alice").strip();
  }

  private static String channel(String... arguments) {
    return terminal.done(with(arguments));
  }

  private static Result refused(String... arguments) {
    Result result = terminal.wallet(with(arguments));
    assertThat(result.exitCode()).isNotZero();
    return result;
  }

  private static String[] with(String... arguments) {
    return Stream.concat(Stream.of("channel"), Arrays.stream(arguments)).toArray(String[]::new);
  }

  private static void join(String channel, String name) throws IOException {
    channel("invite", channel, id(name), "--as", "alice");
    assertThat(channel("join", channel, "--as", name)).isEqualTo("joined\n");
  }

  @Test
  void peopleComeTalkAndGo() throws IOException {
    String lunch = create("Lunch\u00a0café");
    assertThat(channel("invite", lunch, id("bob"), "--as", "alice")).startsWith("invited until ");
    assertThat(channel("list", "--as", "bob")).contains(lunch, "invited", "members: 1");
    assertThat(refused("read", lunch, "--as", "bob").err()).contains("not a member");
    channel("join", lunch, "--as", "bob");
    assertThat(refused("send", lunch, "hello", "--as", "bob").err())
        .contains("its owner or an admin gives one");
    assertThat(channel("members", lunch, "--as", "bob"))
        .contains(id("alice") + "  owner", id("bob") + "  member", "lacks the latest key");

    assertThat(channel("rotate-key", lunch, "--as", "alice"))
        .startsWith("key 2 given to\n")
        .contains(id("alice"), id("bob"));
    assertThat(channel("send", lunch, "Soup?\u001b[2J", "--as", "bob")).startsWith("sent as #0  ");
    String read = channel("read", lunch, "--as", "alice");
    assertThat(read).contains(id("bob") + "  verified").doesNotContain("\u001b");
    assertThat(channel("read", lunch, "--as", "alice", "--from", "1")).isEmpty();

    assertThat(channel("leave", lunch, "--as", "bob")).isEqualTo("left\n");
    assertThat(channel("show", lunch, "--as", "alice"))
        .contains("open", "owner", "members: 1", "somebody holds who has left");
    channel("send", lunch, "alone", "--as", "alice");
    assertThat(channel("show", lunch, "--as", "alice")).contains("key      3");
    assertThat(refused("read", lunch, "--as", "bob").err()).contains("not a member");
    channel("delete", lunch, "1", "--as", "alice");
    assertThat(channel("read", lunch, "--as", "alice", "--from", "1"))
        .contains("#1 to #1 are not on the node");
    assertThat(channel("close", lunch, "--as", "alice")).isEqualTo("closed\n");
    assertThat(refused("send", lunch, "late", "--as", "alice").err()).contains("closed");
  }

  @Test
  void anAdminRunsAChannelForItsOwner() throws IOException {
    String club = create("Club");
    join(club, "bob");
    assertThat(refused("invite", club, id("carol"), "--as", "bob").err()).contains("unauthorized");
    assertThat(channel("role", club, id("bob"), "admin", "--as", "alice")).isEqualTo("now admin\n");
    channel("rotate-key", club, "--as", "bob");
    channel("send", club, "before Carol", "--as", "bob");
    JsonNode invited =
        terminal.wallet(with("invite", club, id("carol"), "--as", "bob", "--json")).json();
    channel(
        "remove",
        club,
        id("carol"),
        "--as",
        "bob",
        "--invitation",
        invited.path("invitation").asText());
    assertThat(refused("join", club, "--as", "carol").err()).contains("not a member");

    join(club, "carol");
    assertThat(channel("read", club, "--as", "carol")).contains("a key that you were not given");
    assertThat(channel("give-keys", club, id("carol"), "--as", "bob")).isEqualTo("keys given: 1\n");
    assertThat(channel("read", club, "--as", "carol")).contains("    before Carol\n");
    assertThat(channel("remove", club, id("carol"), "--as", "bob"))
        .contains(id("alice"), id("bob"))
        .doesNotContain(id("carol"));
    assertThat(channel("role", club, id("bob"), "owner", "--as", "alice")).isEqualTo("now owner\n");
    channel("leave", club, "--as", "alice");
    assertThat(channel("members", club, "--as", "bob")).contains(id("bob") + "  owner");
    assertThat(refused("role", club, id("bob"), "king", "--as", "bob").exitCode()).isEqualTo(2);
  }

  @Test
  void followsAChannelFromAMessageOn() throws Exception {
    String news = create("News");
    join(news, "bob");
    channel("rotate-key", news, "--as", "alice");
    channel("send", news, "one", "--as", "alice");
    CompletableFuture<String> listening =
        CompletableFuture.supplyAsync(
            () -> channel("listen", news, "--as", "bob", "--from", "0", "--count", "2"));
    channel("send", news, "two", "--as", "alice");

    assertThat(listening.get(60, TimeUnit.SECONDS)).contains("    one\n").endsWith("    two\n");
    assertThat(refused("listen", news, "--as", "carol").err()).contains("not a member");
    assertThat(refused("listen", news, "--as", "bob", "--count", "0").err()).contains("--count");
  }
}
