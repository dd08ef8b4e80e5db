package org.sessionvm.crypto.vectors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sessionvm.primitives.Bytes;

/** Project Wycheproof's cases, which lie beside a checkout of this repository or nowhere. */
public final class Wycheproof {
  private static final Path DIRECTORY = Path.of("..", "..", "shared", "data", "wycheproof");

  private Wycheproof() {}

  /** A case and the group that holds its key. */
  public record Case(JsonNode group, JsonNode test) {
    public boolean isValid() {
      return test.get("result").asText().equals("valid");
    }

    /** A field in hexadecimal of the case or else of the group; empty bytes where absent. */
    public Bytes bytes(String field) {
      JsonNode node = test.has(field) ? test.get(field) : group.path(field);
      return Bytes.fromHex(node.asText(""));
    }

    /** Whether the case or its group has the field. */
    public boolean has(String field) {
      return test.has(field) || group.has(field);
    }

    @Override
    public String toString() {
      return "tcId " + test.get("tcId") + " " + test.path("comment").asText();
    }
  }

  /** Every case of a file; the calling test is skipped where the file is not there. */
  public static List<Case> read(String file) {
    Path path = DIRECTORY.resolve(file + ".json");
    assumeTrue(
        Files.isReadable(path),
        () -> "skipped: Wycheproof's " + file + ".json is not in " + DIRECTORY);
    List<Case> cases = new ArrayList<>();
    try {
      for (JsonNode group : new ObjectMapper().readTree(path.toFile()).get("testGroups")) {
        group.get("tests").forEach(test -> cases.add(new Case(group, test)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }
}
