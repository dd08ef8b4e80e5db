package org.sessionvm.rpc.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The documented differences from the reference. */
record DifferenceTable(Map<String, Row> rows, Set<String> addedMembers) {
  private static final Path PAGE = Path.of("../docs/rpc/reference-differences.md");

  /** A row of the table of cases. */
  record Row(String reference, String ours, String reason) {}

  static DifferenceTable read() {
    Map<String, Row> rows = new LinkedHashMap<>();
    Set<String> members = new TreeSet<>();
    for (String line : lines()) {
      List<String> cells = cells(line);
      if (cells.size() == 4 && cells.getFirst().startsWith("`")) {
        Row before =
            rows.put(
                plain(cells.get(0)),
                new Row(plain(cells.get(1)), plain(cells.get(2)), cells.get(3)));
        if (before != null) {
          throw new AssertionError("two rows for " + cells.getFirst());
        }
      } else if (cells.size() == 2 && cells.getFirst().startsWith("`")) {
        members.add(plain(cells.getFirst()));
      }
    }
    return new DifferenceTable(rows, members);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> cells(String line) {
    return line.startsWith("|")
        ? Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList()
        : List.of();
  }

  private static String plain(String cell) {
    return cell.replace("`", "");
  }
}
