package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Where results go: text for people or JSON for programs, never both. */
final class Output {
  /** Escapes all but ASCII: some terminals obey control characters beyond it. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final PrintWriter writer;
  private final boolean json;
  private final String heading;
  private final Consumer<ObjectNode> fields;

  Output(PrintWriter writer, boolean json) {
    this(writer, json, "", _ -> {});
  }

  private Output(PrintWriter writer, boolean json, String heading, Consumer<ObjectNode> fields) {
    this.writer = writer;
    this.json = json;
    this.heading = heading;
    this.fields = fields;
  }

  /**
   * The same, where each result has something to be said before it.
   *
   * @param heading a line for people
   * @param fields the same for programs
   */
  Output under(String heading, Consumer<ObjectNode> fields) {
    return new Output(writer, json, this.heading + heading + "\n", this.fields.andThen(fields));
  }

  /**
   * Prints one result.
   *
   * @param text for people; what others wrote in it has gone through {@link TerminalText}
   * @param filling fills in the same for programs
   */
  void print(String text, Consumer<ObjectNode> filling) {
    if (json) {
      ObjectNode object = JSON.createObjectNode();
      fields.andThen(filling).accept(object);
      writer.println(write(object));
    } else {
      writer.println(heading + text);
    }
    writer.flush();
  }

  private static String write(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }
}
