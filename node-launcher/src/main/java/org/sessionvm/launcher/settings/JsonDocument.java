package org.sessionvm.launcher.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.sessionvm.primitives.Bytes;

/** JSON objects that people write: nothing twice, nothing behind them. */
public final class JsonDocument {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonDocument() {}

  /** An object without members. */
  public static ObjectNode empty() {
    return JSON.createObjectNode();
  }

  /** The bytes of an object. */
  public static Bytes write(ObjectNode root) {
    try {
      return Bytes.wrap(JSON.writeValueAsBytes(root));
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  /**
   * Reads an object.
   *
   * @param what it is, for the message
   * @throws SettingException when the bytes are none
   */
  public static ObjectNode parse(byte[] bytes, String what) {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new SettingException(what + " must hold a JSON object");
    } catch (JacksonException e) {
      throw new SettingException(what + " is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new SettingException(what + " is not valid JSON");
    }
  }

  /** As above, where no bytes at all are an object without members. */
  public static ObjectNode parseOrEmpty(Bytes bytes, String what) {
    return bytes.size() == 0 ? empty() : parse(bytes.toByteArray(), what);
  }
}
