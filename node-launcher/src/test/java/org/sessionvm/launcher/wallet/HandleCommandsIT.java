package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.node.ChildNode;

/** Handles from the terminal, against a node in a process of its own. */
class HandleCommandsIT {
  @TempDir private static Path directory;

  private static ChildNode node;
  private static Terminal terminal;

  @BeforeAll
  static void start() throws IOException {
    node = ChildNode.start(directory.resolve("data"), List.of());
    terminal = Terminal.of(directory, node.url(), "alice", "bob");
    terminal.done("identity", "register", "alice");
    terminal.done("identity", "register", "bob");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String id(String name) throws IOException {
    return terminal.id(name);
  }

  private static String opened(String own, String other, String as) throws IOException {
    return terminal
        .wallet("handle", "open", own, other, "--as", as, "--json")
        .json()
        .path("sessionId")
        .asText();
  }

  @Test
  void twoHandlesTalkAndTheOneGivesItsNameUp() throws IOException {
    // As people type it: full-width and capital letters are the same name.
    assertThat(terminal.done("handle", "register", "Ａlice_1", "--as", "alice"))
        .isEqualTo("alice_1  " + id("alice") + "\n");
    terminal.done("handle", "register", "bob_1", "--as", "bob");
    String session = opened("alice_1", "bob_1", "alice");
    assertThat(opened("bob_1", "alice_1", "bob")).isEqualTo(session);
    terminal.done("send", session, "Lunch?", "--as", "alice");

    assertThat(terminal.done("handle", "chats", "bob_1", "--as", "bob"))
        .contains(session, "active", "alice_1", "1 unread");
    assertThat(terminal.done("read", session, "--as", "bob")).contains("    Lunch?\n");

    terminal.done("handle", "block", session, "--as", "bob");
    assertThat(terminal.wallet("send", session, "Please", "--as", "alice").err())
        .contains("blocked");
    terminal.done("handle", "block", session, "--undo", "--as", "bob");
    terminal.done("send", session, "Thanks", "--as", "alice");

    terminal.done("handle", "renounce", "alice_1", "--as", "alice");
    assertThat(terminal.wallet("send", session, "late", "--as", "bob").err())
        .contains("session closed");
    assertThat(terminal.anybody("handle", "show", "alice_1").err())
        .contains("nobody has the handle");
    // The name is free, and its next owner has nothing of what was said.
    terminal.done("handle", "register", "alice_1", "--as", "bob");
    assertThat(terminal.done("handle", "chats", "alice_1", "--as", "bob")).isEmpty();
  }

  @Test
  void tellsOfAHandleWhatItsOwnerSaid() throws IOException {
    terminal.done("handle", "register", "bob_2", "--as", "bob");
    terminal.done(
        "handle",
        "profile",
        "bob_2",
        "--as",
        "bob",
        "--set",
        "bio=hungry\u001b[2J",
        "--env",
        "a=b");

    assertThat(terminal.anybody("handle", "show", "bob_2").out())
        .isEqualTo("bob_2  " + id("bob") + "\n  bio = hungry\\u001b[2J\n");
    assertThat(terminal.anybody("handle", "list", id("bob")).out()).contains("bob_2\n");
  }

  @Test
  void saysInOneLineWhatIsRefused() {
    terminal.done("handle", "register", "bob_3", "--as", "bob");

    assertThat(terminal.wallet("handle", "register", "bob_3", "--as", "alice").err())
        .contains("unauthorized")
        .hasLineCount(1);
    assertThat(terminal.wallet("handle", "renounce", "bob_3", "--as", "alice").err())
        .contains("unauthorized")
        .hasLineCount(1);
    assertThat(terminal.wallet("handle", "open", "bob_3", "nobody", "--as", "bob").err())
        .contains("unknown handle")
        .hasLineCount(1);
    assertThat(terminal.wallet("handle", "register", "no spaces", "--as", "bob").exitCode())
        .isEqualTo(2);
  }
}
