package org.sessionvm.rpc.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;

/** One recorded request and the reference's answer. */
record Transcript(String name, JsonNode file) {
  private static final Path DIRECTORY = Path.of("src/test/resources/lux-transcripts");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every recorded case, in the order of the recording. */
  static List<Transcript> all() {
    List<Transcript> all = new ArrayList<>();
    for (JsonNode name : read("_manifest").get("cases")) {
      all.add(new Transcript(name.textValue(), read(name.textValue())));
    }
    return all;
  }

  /** A name that the recording gives to an id. */
  static String known(String who) {
    return read("_manifest").get(who).textValue();
  }

  private static JsonNode read(String name) {
    try {
      return JSON.readTree(DIRECTORY.resolve(name + ".json").toFile());
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  static long fileCount() {
    try (var files = Files.list(DIRECTORY)) {
      return files.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode request() {
    return file.get("request");
  }

  int status() {
    return file.get("response").get("status").intValue();
  }

  /** The reference's body; empty where there was none. */
  String answer() {
    JsonNode body = file.get("response").get("body");
    return body == null || body.isNull() ? "" : body.textValue();
  }

  /** Whether a member of the answer differs from run to run, in the recording's dotted form. */
  boolean isDynamic(String path) {
    for (JsonNode dynamic : file.get("dynamic")) {
      if (path.equals(dynamic.textValue())) {
        return true;
      }
    }
    return false;
  }

  /** The body without its version, so that it is answered in the reference's shape. */
  byte[] body() {
    JsonNode request = request();
    if (request.has("bodyBase64")) {
      return Base64.getDecoder().decode(request.get("bodyBase64").textValue());
    }
    String text = request.has("bodyLength") ? recorded(request) : request.path("body").asText("");
    return text.replaceAll("\"jsonrpc\":(\"[0-9.]+\"|[0-9]+),", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A body that was too long to keep: only its ends, its length and its hash were. */
  private static String recorded(JsonNode request) {
    String head = request.get("bodyHead").textValue();
    String tail = request.get("bodyTail").textValue();
    int missing = request.get("bodyLength").intValue() - head.length() - tail.length();
    String body = head + filling(head, tail, missing) + tail;
    assertThat(Sha256.hash(Bytes.wrap(body.getBytes(StandardCharsets.UTF_8))).toHex())
        .isEqualTo(request.get("bodySha256").textValue());
    return body;
  }

  private static String filling(String head, String tail, int missing) {
    if (!head.endsWith("[")) {
      return "a5".repeat(missing / 2 + 1).substring(0, missing);
    }
    // As many close as open.
    int brackets = missing + count(head, '[') + count(tail, ']');
    int opening = brackets / 2 - count(head, '[');
    return "[".repeat(opening) + "]".repeat(missing - opening);
  }

  private static int count(String text, char c) {
    return (int) text.chars().filter(each -> each == c).count();
  }
}
