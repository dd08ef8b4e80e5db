package org.sessionvm.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;

/** Reads one JSON value as one of the types that parameters have. */
final class ParameterValue {
  private static final BigInteger UNSIGNED_LONG_MAX =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private static final int DECIMAL_DIGITS_MAX = 20;

  private static final int WORD_CHARACTERS_MAX = 256;

  private ParameterValue() {}

  /** Whether the type is a 32-byte identifier. */
  static boolean isId(Type type) {
    return type == ParticipantId.class
        || type == SessionId.class
        || type == TransactionId.class
        || type == IncarnationId.class
        || type == ChannelId.class;
  }

  /** The value; throws {@link RpcException} that names the field. */
  static Object read(String field, Type type, JsonNode node) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(field, generic.getActualTypeArguments()[0], node)
          : map(field, node);
    }
    if (type == ParticipantId.class) {
      return parse(field, node, ParticipantId::parse);
    }
    if (type == SessionId.class) {
      return parse(field, node, SessionId::fromCb58);
    }
    if (type == TransactionId.class) {
      return parse(field, node, TransactionId::fromCb58);
    }
    if (type == IncarnationId.class) {
      return parse(field, node, IncarnationId::fromCb58);
    }
    if (type == ChannelId.class) {
      return parse(field, node, ChannelId::fromCb58);
    }
    if (type == ChannelName.class) {
      return parse(field, node, ChannelName::new);
    }
    if (type == HandleName.class) {
      return parse(field, node, ParameterValue::handle);
    }
    if (type == Bytes.class) {
      return parse(field, node, Hex::decode);
    }
    if (type == UnsignedLong.class) {
      return unsignedLong(field, node);
    }
    if (type == Long.class) {
      return number(field, node);
    }
    if (type == Boolean.class) {
      return flag(field, node);
    }
    if (type == String.class) {
      return parse(field, node, ParameterValue::word);
    }
    if (type instanceof Class<?> raw && raw.isRecord()) {
      return record(field, raw.asSubclass(Record.class), node);
    }
    throw new IllegalStateException("no parameter has the type " + type);
  }

  private static List<Object> list(String field, Type element, JsonNode node) {
    if (!node.isArray()) {
      throw refused(field, "must be an array");
    }
    List<Object> values = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      values.add(read(field + "[" + i + "]", element, node.get(i)));
    }
    return values;
  }

  private static Map<String, String> map(String field, JsonNode node) {
    if (!node.isObject()) {
      throw refused(field, "must be an object of strings");
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw refused(field, "must be an object of strings");
      }
      map.put(text(field, entry.getKey()), text(field, entry.getValue().textValue()));
    }
    return map;
  }

  /** Text that every other program can hold as well. */
  private static String text(String field, String text) {
    boolean good =
        text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    if (!good) {
      throw refused(field, "has a character that is no text (U+0000 or half a surrogate pair)");
    }
    return text;
  }

  /** As the owner has signed it: NFKC, then lower case. */
  private static HandleName handle(String text) {
    return HandleName.normalized(word(text));
  }

  private static String word(String text) {
    if (text.length() > WORD_CHARACTERS_MAX) {
      throw new IllegalArgumentException("has more than " + WORD_CHARACTERS_MAX + " characters");
    }
    return text;
  }

  private static <T> T parse(String field, JsonNode node, Function<String, T> parser) {
    if (!node.isTextual()) {
      throw refused(field, "must be a string");
    }
    try {
      return parser.apply(node.textValue());
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      throw new RpcException(RpcError.invalidField(field, reason, reason));
    }
  }

  private static UnsignedLong unsignedLong(String field, JsonNode node) {
    BigInteger value = wholeNumber(field, node);
    if (value.signum() < 0 || value.compareTo(UNSIGNED_LONG_MAX) > 0) {
      throw refused(field, "must be from 0 to 2^64-1");
    }
    return new UnsignedLong(value.longValue());
  }

  private static BigInteger wholeNumber(String field, JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.bigIntegerValue();
    }
    if (node.isTextual() && isDecimal(node.textValue())) {
      return new BigInteger(node.textValue());
    }
    throw refused(field, "must be a whole number, or one as a decimal string");
  }

  private static boolean isDecimal(String text) {
    return !text.isEmpty()
        && text.length() <= DECIMAL_DIGITS_MAX
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Long number(String field, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw refused(field, "must be a whole number from 0 to 2^63-1");
    }
    return node.longValue();
  }

  /** An object whose members are the components; the name of one at fault follows a dot. */
  private static Record record(String field, Class<? extends Record> type, JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw refused(field, "must be an object");
    }
    return new ParameterReader<>(type).read(object, field + ".");
  }

  private static Boolean flag(String field, JsonNode node) {
    if (!node.isBoolean()) {
      throw refused(field, "must be true or false");
    }
    return node.booleanValue();
  }

  private static RpcException refused(String field, String reason) {
    return new RpcException(RpcError.invalidField(field, reason));
  }
}
