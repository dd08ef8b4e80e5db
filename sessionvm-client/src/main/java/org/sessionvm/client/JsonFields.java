package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sessionvm.primitives.Bytes;

/**
 * Reads the members of an answer; whatever is missing or of another type is a violation of the
 * protocol that names the member.
 */
record JsonFields(JsonNode object) {
  JsonFields {
    if (!object.isObject()) {
      throw new ClientException.ProtocolViolation("an object is missing in the answer");
    }
  }

  String text(String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw wrong(name);
    }
    return value.textValue();
  }

  Optional<String> optionalText(String name) {
    return object.path(name).isTextual()
        ? Optional.of(object.path(name).textValue()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  long number(String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name);
    }
    return value.longValue();
  }

  /** A number that counts something. */
  long count(String name) {
    long value = number(name);
    if (value < 0) {
      throw wrong(name);
    }
    return value;
  }

  boolean flag(String name) {
    JsonNode value = object.path(name);
    if (!value.isBoolean()) {
      throw wrong(name);
    }
    return value.booleanValue();
  }

  /** A text that {@code parser} reads and refuses with IllegalArgumentException. */
  <T> T parsed(String name, Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (IllegalArgumentException _) {
      throw wrong(name);
    }
  }

  Bytes hex(String name) {
    return parsed(name, Bytes::fromHex);
  }

  /** RFC 3339. */
  Instant time(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException _) {
      throw wrong(name);
    }
  }

  /** Unix seconds. */
  Instant seconds(String name) {
    try {
      return Instant.ofEpochSecond(number(name));
    } catch (DateTimeException _) {
      throw wrong(name);
    }
  }

  JsonFields child(String name) {
    JsonNode value = object.path(name);
    if (!value.isObject()) {
      throw wrong(name);
    }
    return new JsonFields(value);
  }

  <T> List<T> list(String name, Function<JsonNode, T> reader) {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      throw wrong(name);
    }
    List<T> items = new ArrayList<>();
    try {
      value.forEach(item -> items.add(reader.apply(item)));
    } catch (IllegalArgumentException _) {
      throw wrong(name);
    }
    return List.copyOf(items);
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode value = object.path(name);
    value
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isTextual()) {
                throw wrong(name);
              }
              texts.put(entry.getKey(), entry.getValue().textValue());
            });
    return Map.copyOf(texts);
  }

  static String asText(JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("not a text");
    }
    return value.textValue();
  }

  static boolean asFlag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("not a truth value");
    }
    return value.booleanValue();
  }

  private static ClientException.ProtocolViolation wrong(String name) {
    return new ClientException.ProtocolViolation("\"" + name + "\" is missing or malformed");
  }
}
