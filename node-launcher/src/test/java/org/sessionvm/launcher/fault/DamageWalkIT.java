package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.fault.StoreImageWalk.Outcome;
import org.sessionvm.launcher.fault.StoreImageWalk.Rows;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.store.RocksDbStore;

/**
 * Damages every kind of file of a real node's directory in every way, opens what is left and
 * compares every row. Prints a table of what came of each.
 */
class DamageWalkIT {
  /** Columns whose rows never change. */
  private static final List<ColumnId> CONSTANT =
      List.of(Columns.PAYLOADS.id(), Columns.BLOCK_HEADERS.id(), Columns.MESSAGES.id());

  @TempDir Path directory;

  @Test
  void neverServesWrongBytesFromADirectoryThatWasClosed() throws Exception {
    walk(true);
  }

  @Test
  void neverServesWrongBytesFromADirectoryThatAKillLeft() throws Exception {
    walk(false);
  }

  private void walk(boolean closed) throws Exception {
    Path image = directory.resolve("image");
    live(image, true);
    live(image, closed);
    StoreImageWalk walk = new StoreImageWalk(image, directory, image.resolve("native"));
    Rows sound = walk.rows();
    Map<String, Path> kinds = walk.kinds();
    assertThat(kinds).hasSizeGreaterThan(8).containsKeys("rocksdb/#.blob", "rocksdb/#.sst");
    for (Map.Entry<String, Path> kind : kinds.entrySet()) {
      EnumMap<FileDamage, Outcome> outcomes = new EnumMap<>(FileDamage.class);
      for (FileDamage damage : FileDamage.values()) {
        Outcome outcome = outcome(walk, kind.getValue(), damage, sound);
        // Only a log that nobody closed may have lost its end: that is what a crash leaves.
        assertThat(outcome != Outcome.SHORTER || (!closed && kind.getKey().endsWith(".log")))
            .as("%s %s", kind.getKey(), damage)
            .isTrue();
        outcomes.put(damage, outcome);
      }
      System.out.printf("%-6s %-18s %s%n", closed ? "closed" : "killed", kind.getKey(), outcomes);
    }
  }

  /** What the first life leaves in the log is in table files after the second. */
  private static void live(Path data, boolean stop) throws Exception {
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url());
        Conversation conversation = new Conversation(client)) {
      for (int i = 0; i < 10; i++) {
        conversation.send(client);
      }
      if (stop) {
        assertThat(node.stop()).isZero();
      } else {
        node.kill();
      }
    }
  }

  private static Outcome outcome(StoreImageWalk walk, Path name, FileDamage damage, Rows sound)
      throws Exception {
    Path copy = walk.copy();
    damage.strike(copy.resolve(name.toString()));
    String what = name + " " + damage;
    boolean holdsRows = what.contains(".sst") || what.contains(".blob");
    List<String> found = holdsRows ? walk.check(copy) : List.of();
    Outcome outcome = opened(what, name, walk, copy, sound, found);
    if (outcome == Outcome.SHORTER) {
      int code = Main.create().execute("store", "check", "--data-dir", copy.toString());
      assertThat(code).as(what).isZero();
    }
    StoreImageWalk.delete(copy);
    return outcome;
  }

  private static Outcome opened(
      String what, Path name, StoreImageWalk walk, Path copy, Rows sound, List<String> found)
      throws Exception {
    try (RocksDbStore store = walk.open(copy)) {
      Rows read = StoreImageWalk.read(store);
      if (read.columns().equals(sound.columns())) {
        return Outcome.RIGHT;
      }
      if (read.failures().isEmpty()) {
        requireRight(what, read, sound, CONSTANT);
        return Outcome.SHORTER;
      }
      requireRight(what, read, sound, Columns.ids());
      String file = String.valueOf(name.getFileName());
      assertThat(found).as(what).anyMatch(problem -> problem.contains(file));
      StoreImageWalk.awaitNamed(store, file);
      return Outcome.READ_FAILS;
    } catch (StoreException e) {
      requireClear(what, name, String.valueOf(e.getMessage()));
      return Outcome.REFUSED;
    }
  }

  private static void requireRight(String what, Rows read, Rows sound, List<ColumnId> columns) {
    for (ColumnId column : columns) {
      assertThat(sound.of(column)).as(what).containsAllEntriesOf(read.of(column));
    }
  }

  private static void requireClear(String what, Path name, String said) {
    assertThat(said)
        .as(what)
        .containsAnyOf(String.valueOf(name.getFileName()), "the write-ahead log is missing")
        .containsAnyOf("restore a backup", "run store check");
  }
}
