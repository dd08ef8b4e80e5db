package org.sessionvm.launcher.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that operators are given. Tests run in the directory of their module. */
final class Repository {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  private Repository() {}

  static Path path(String name) {
    return ROOT.resolve(name);
  }

  static String text(String name) throws IOException {
    return Files.readString(path(name));
  }

  /** Every document of a file. */
  static List<JsonNode> yaml(String name) throws IOException {
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text(name)).readAll();
  }

  static JsonNode json(String name) throws IOException {
    return JSON.readTree(text(name));
  }
}
