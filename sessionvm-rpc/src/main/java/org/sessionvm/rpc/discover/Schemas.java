package org.sessionvm.rpc.discover;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.method.Base64Bytes;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.UnsignedLong;

/** JSON Schemas of the types that parameters and results have. */
final class Schemas {
  private static final String CB58 = "^[1-9A-HJ-NP-Za-km-z]{37,52}$";

  private Schemas() {}

  /** Whether callers must give a parameter. */
  static boolean isRequired(RecordComponent component) {
    return component.getType() != Optional.class || field(component).required();
  }

  /** What a component means. */
  static Field field(RecordComponent component) {
    Field field = component.getAnnotation(Field.class);
    if (field == null) {
      throw new IllegalStateException(component + " does not say what it means");
    }
    return field;
  }

  static Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> raw = (Class<?>) type;
    if (Identifier.class.isAssignableFrom(raw)) {
      return string(raw == ParticipantId.class ? CB58 + "|^07[0-9a-fA-F]{64}$" : CB58);
    }
    if (raw == ChannelName.class) {
      return ordered("type", "string", "minLength", 1);
    }
    if (raw == HandleName.class) {
      return string("^[a-z0-9_]{1,32}$");
    }
    if (raw == Bytes.class) {
      return string("^([0-9a-fA-F]{2})*$");
    }
    if (raw == Base64Bytes.class) {
      return ordered("type", "string", "contentEncoding", "base64");
    }
    if (raw == Instant.class) {
      return ordered("type", "string", "format", "date-time");
    }
    return raw.isRecord() && raw != UnsignedLong.class ? object(raw) : scalar(raw);
  }

  private static Map<String, Object> scalar(Class<?> raw) {
    if (raw == String.class) {
      return Map.of("type", "string");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (raw == UnsignedLong.class) {
      return Map.of(
          "oneOf", List.of(ordered("type", "integer", "minimum", 0), string("^[0-9]{1,20}$")));
    }
    if (raw == Object.class) {
      return Map.of();
    }
    return ordered("type", "integer", "minimum", 0);
  }

  private static Map<String, Object> string(String pattern) {
    return ordered("type", "string", "pattern", pattern);
  }

  private static Map<String, Object> generic(ParameterizedType type) {
    Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == List.class) {
      return ordered("type", "array", "items", of(last));
    }
    if (type.getRawType() == Map.class) {
      return ordered("type", "object", "additionalProperties", of(last));
    }
    return of(last);
  }

  /** The schema of a record. */
  static Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    Arrays.stream(type.getRecordComponents())
        .forEach(
            component -> {
              Map<String, Object> schema = new LinkedHashMap<>(of(component.getGenericType()));
              schema.put("description", field(component).value());
              properties.put(component.getName(), schema);
              if (isRequired(component)) {
                required.add(component.getName());
              }
            });
    Map<String, Object> schema = ordered("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> ordered(String k1, Object v1, String k2, Object v2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    return map;
  }
}
