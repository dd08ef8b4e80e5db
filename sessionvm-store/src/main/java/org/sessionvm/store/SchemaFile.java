package org.sessionvm.store;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/** The file {@code SCHEMA} of a data directory: the number of its layout and what is under way. */
final class SchemaFile {
  /** The number of the layout this version reads and writes. */
  static final int VERSION = 1;

  static final String NAME = "SCHEMA";

  private final Path root;

  SchemaFile(Path root) {
    this.root = root;
  }

  /** What a data directory is. */
  enum State {
    /** There is no such file. */
    ABSENT,
    /** The database is being made; nothing was ever committed to it. */
    CREATING,
    /** The database is being exchanged for another. */
    RESTORING,
    /** The database is there. */
    READY
  }

  /**
   * Reads the file.
   *
   * @throws StoreException when the directory is of a newer version or the file is damaged
   */
  State read() {
    Path file = root.resolve(NAME);
    if (!Files.exists(file)) {
      return State.ABSENT;
    }
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      requireKnown(number(words[0]));
      return state(words);
    } catch (MalformedInputException | NumberFormatException e) {
      throw damaged(e);
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + ": " + DurableFiles.reason(e), e);
    }
  }

  void write(State state) throws IOException {
    String word = state == State.READY ? "" : " " + state.name().toLowerCase(Locale.ROOT);
    DurableFiles.replace(root.resolve(NAME), VERSION + word + "\n");
  }

  StoreException restoreCutShort() {
    return new StoreException(
        "a restore into %s was cut short: run store restore with --replace again".formatted(root));
  }

  private static int number(String word) {
    if (!word.matches("[0-9]{1,6}")) {
      throw new NumberFormatException("not a number");
    }
    return Integer.parseInt(word);
  }

  private State state(String[] words) {
    if (words.length == 1) {
      return State.READY;
    }
    return switch (words[1]) {
      case "creating" -> State.CREATING;
      case "restoring" -> State.RESTORING;
      default -> throw damaged();
    };
  }

  private void requireKnown(int version) {
    if (version > VERSION) {
      throw new StoreException(
          "the data directory %s was written by a newer version (schema %d, this one knows up to %d): run that version or choose another directory"
              .formatted(root, version, VERSION));
    }
    if (version < 1) {
      throw damaged();
    }
  }

  private StoreException damaged() {
    return new StoreException("the file SCHEMA in " + root + " is damaged; restore a backup");
  }

  private StoreException damaged(Exception cause) {
    return new StoreException(
        "the file SCHEMA in " + root + " is damaged; restore a backup", cause);
  }
}
