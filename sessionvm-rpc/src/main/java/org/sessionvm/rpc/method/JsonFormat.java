package org.sessionvm.rpc.method;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.Identifier;

/**
 * How values look as JSON: ids in CB58, byte strings in lower-case hexadecimal, times as in RFC
 * 3339 in UTC. What is read is bounded in depth and in the length of numbers.
 */
public final class JsonFormat {
  private static final int DEPTH_MAX = 64;
  private static final int NUMBER_CHARACTERS_MAX = 512;

  /** The largest batch that a setting allows has half of it. */
  static final int TOKENS_MAX = 200_000;

  private JsonFormat() {}

  /** A mapper of its own. */
  public static ObjectMapper newMapper() {
    SimpleModule module = new SimpleModule("sessionvm");
    module.addSerializer(Identifier.class, text(Identifier::toCb58));
    module.addSerializer(ChannelName.class, text(ChannelName::text));
    module.addSerializer(HandleName.class, text(HandleName::text));
    module.addSerializer(Bytes.class, text(Bytes::toHex));
    module.addSerializer(Instant.class, text(DateTimeFormatter.ISO_INSTANT::format));
    module.addSerializer(Optional.class, new OptionalSerializer());
    module.addSerializer(WholeValue.class, new WholeValueSerializer());
    return JsonMapper.builder(factory())
        .addModule(module)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .build();
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH_MAX)
                .maxTokenCount(TOKENS_MAX)
                .maxNumberLength(NUMBER_CHARACTERS_MAX)
                // The bound of a body is the bound of a text in it.
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // Names come from strangers: no table of them may grow, or be made to collide.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .build();
  }

  /** As one token, which only a tree can hold. */
  private static final class WholeValueSerializer extends JsonSerializer<WholeValue> {
    @Override
    public void serialize(WholeValue whole, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeEmbeddedObject(whole.value());
    }
  }

  private static <T> JsonSerializer<T> text(Function<T, String> format) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        json.writeString(format.apply(value));
      }
    };
  }

  /** The value, or null; empty for those members that are left out when they are. */
  @SuppressWarnings("rawtypes") // Jackson finds a serializer by the raw class.
  private static final class OptionalSerializer extends JsonSerializer<Optional> {
    @Override
    public void serialize(Optional value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.isPresent() ? value.get() : null, json);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Optional value) {
      return value == null || value.isEmpty();
    }
  }
}
