package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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

/** The wallet in the terminal against a node in a process of its own. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before any test.
class WalletCommandsIT {
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

  private static Result run(String... arguments) {
    return Terminal.run(arguments);
  }

  private static Result keystore(String... arguments) {
    return terminal.keystore(arguments);
  }

  private static Result wallet(String... arguments) {
    return terminal.wallet(arguments);
  }

  private static String id(String name) throws IOException {
    return terminal.id(name);
  }

  private static String session() throws IOException {
    return terminal.session("alice", "bob");
  }

  @Test
  void twoPeopleHoldAConversationInTheirTerminals() throws IOException {
    String session = session();

    assertThat(wallet("send", session, "Lunch?\u001b[2J\n#1 forged", "--as", "alice").exitCode())
        .isZero();
    assertThat(wallet("session", "accept", session, "--as", "bob").out()).isEqualTo("active\n");
    Result read = wallet("read", session, "--as", "bob");

    String alice = id("alice");
    assertThat(read.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("#0  20").contains(alice).endsWith(" verified"),
            line -> assertThat(line).isEqualTo("    Lunch?\\u001b[2J"),
            line -> assertThat(line).isEqualTo("    #1 forged"));
    assertThat(wallet("read", session, "--as", "alice").out()).contains("your own");
    assertThat(wallet("read", session, "--as", "bob", "--json").json().path("verified").asBoolean())
        .isTrue();
    assertThat(wallet("session", "close", session, "--as", "bob").out()).isEqualTo("closed\n");
    Result late = wallet("send", session, "late", "--as", "alice");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).contains("session closed").hasLineCount(1);
  }

  @Test
  void followsASessionFromAMessageOn() throws Exception {
    String session = session();
    assertThat(wallet("send", session, "first", "--as", "alice").exitCode()).isZero();
    assertThat(wallet("session", "accept", session, "--as", "bob").exitCode()).isZero();

    CompletableFuture<Result> listening =
        CompletableFuture.supplyAsync(
            () -> wallet("listen", session, "--as", "bob", "--from", "0", "--count", "2"));
    assertThat(wallet("send", session, "second", "--as", "alice").exitCode()).isZero();

    Result listened = listening.get(60, TimeUnit.SECONDS);
    assertThat(listened.err()).isEmpty();
    assertThat(listened.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("#0  20").endsWith(" verified"),
            line -> assertThat(line).isEqualTo("    first"),
            line -> assertThat(line).startsWith("#1  20").endsWith(" verified"),
            line -> assertThat(line).isEqualTo("    second"));
    assertRefused(wallet("listen", session, "--as", "bob", "--from", "-1"), "--from");
    assertThat(wallet("session", "close", session, "--as", "alice").exitCode()).isZero();
    assertThat(wallet("listen", session, "--as", "bob", "--from", "1").out())
        .as("ends by itself, since nothing will come")
        .endsWith("    second\n");
  }

  /** The node is killed while somebody listens, and started again at the same address. */
  @Test
  void goesOnListeningWhenTheNodeIsStartedAgain() throws Exception {
    Path data = directory.resolve("restarted");
    ChildNode first = ChildNode.start(data, List.of());
    String address = "127.0.0.1:" + first.url().getPort();
    List<String> options = List.of("--node", first.url().toString());
    Path keys = directory.resolve("bob-again.json");
    assertThat(keystore("identity", "show", "bob", "-o", keys.toString()).exitCode()).isZero();
    String session =
        keystore(with(options, "session", "create", "--as", "alice", "--json", "--with", keys))
            .json()
            .path("sessionId")
            .asText();
    assertThat(keystore(with(options, "send", session, "before", "--as", "alice")).exitCode())
        .isZero();
    CompletableFuture<Result> listening =
        CompletableFuture.supplyAsync(
            () ->
                keystore(
                    with(
                        options, "listen", session, "--as", "bob", "--from", "0", "--count", "2")));
    first.kill();
    try (ChildNode _ = ChildNode.start(data, List.of(), node -> listenAt(node, address))) {
      Result sent = keystore(with(options, "send", session, "after", "--as", "alice"));
      assertThat(sent.err()).isEmpty();

      Result listened = listening.get(120, TimeUnit.SECONDS);
      assertThat(listened.err()).isEmpty();
      assertThat(listened.out()).contains("    before\n").endsWith("    after\n");
    }
  }

  private static void listenAt(ProcessBuilder node, String address) {
    node.command().set(node.command().indexOf("--http-addr") + 1, address);
  }

  private static String[] with(List<String> options, Object... arguments) {
    return Stream.concat(Arrays.stream(arguments).map(Object::toString), options.stream())
        .toArray(String[]::new);
  }

  @Test
  void aRegisteredIdentityIsReachedByItsIdAlone() throws IOException {
    Result before = wallet("session", "create", "--as", "bob", "--with", "07" + "ab".repeat(32));
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.err()).contains("not known to the node");
    assertThat(wallet("identity", "register", "alice").exitCode()).isZero();

    Result created = wallet("session", "create", "--as", "bob", "--with", id("alice"));

    assertThat(created.exitCode()).isZero();
    assertThat(wallet("session", "list", "--as", "alice").out()).contains("pending");
  }

  @Test
  void showsWhoTakesPartAndWhetherTheirKeysAreProved() throws IOException {
    String session = session();

    assertThat(run("session", "show", session, "--node", node.url().toString()).out())
        .contains(id("alice") + "  key proved, accepted")
        .contains(id("bob") + "  key proved, has not accepted")
        .contains("topic = lunch");
  }

  @Test
  void sendsAFile() throws IOException {
    String session = session();
    Path file = Files.write(directory.resolve("picture"), new byte[] {(byte) 0xff, 0, 1});

    assertThat(wallet("send", session, "--file", file.toString(), "--as", "alice").exitCode())
        .isZero();

    assertThat(wallet("read", session, "--as", "bob").out()).contains("3 bytes that are not text");
    assertThat(wallet("read", session, "--as", "bob", "--json").json().path("hex").asText())
        .isEqualTo("ff0001");
  }

  @Test
  void saysInOneLineWhatItRefuses() throws IOException {
    Path wrongFile = Files.writeString(directory.resolve("wrong"), "not it");
    String keys = directory.resolve("keys").toString();
    String wrong = wrongFile.toString();

    assertRefused(keystore("identity", "new", "alice"), "already");
    assertRefused(keystore("identity", "show", "carol"), "no identity carol");
    assertRefused(
        run("identity", "register", "alice", "--keystore", keys, "--password-file", wrong),
        "password is wrong");
    assertRefused(
        wallet("session", "create", "--as", "alice", "--with", wrong), "not a file of public keys");
    assertRefused(
        wallet("session", "create", "--as", "alice", "--with", wrong + "x"), "no such file");
    assertRefused(run("session", "show", session(), "--node", "ftp://h"), "--node");
  }

  @Test
  void exitsWithTwoWhenItIsCalledWrongly() {
    for (String wrong :
        List.of(
            "identity", "identity new", "identity new A!", "session show x", "send", "read x")) {
      assertThat(run(wrong.split(" ", -1)).exitCode()).as(wrong).isEqualTo(2);
    }
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command :
        List.of(
            "identity",
            "identity new",
            "session create",
            "session renew",
            "session rotate-key",
            "session purge",
            "message delete",
            "send",
            "read",
            "listen",
            "demo")) {
      String[] help = (command + " --help").split(" ", -1);
      assertThat(run(help).out()).as(command).contains("Usage: sessionvm " + command);
    }
  }

  private static void assertRefused(Result result, String reason) {
    assertThat(result.err()).contains(reason).hasLineCount(1).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
  }
}
