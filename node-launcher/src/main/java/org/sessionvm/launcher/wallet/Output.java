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

  Output(PrintWriter writer, boolean json) {
    this.writer = writer;
    this.json = json;
  }

  /**
   * Prints one result.
   *
   * @param text for people; what others wrote in it has gone through {@link TerminalText}
   * @param fields fills in the same for programs
   */
  void print(String text, Consumer<ObjectNode> fields) {
    if (json) {
      ObjectNode object = JSON.createObjectNode();
      fields.accept(object);
      writer.println(write(object));
    } else {
      writer.println(text);
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
