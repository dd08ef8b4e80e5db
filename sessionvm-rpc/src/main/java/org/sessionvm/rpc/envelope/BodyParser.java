package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sessionvm.rpc.envelope.Request.Members;
import org.sessionvm.rpc.limits.Limit;

/**
 * Reads a body as JSON (RFC 8259) in strict UTF-8: one value, nothing after it, no name twice in an
 * object, no byte order mark, bounded depth.
 */
final class BodyParser {
  private final ObjectMapper mapper;
  private final int batchMax;

  /** A body of one object, or a batch. */
  record Body(boolean batch, List<Members> entries) {}

  BodyParser(ObjectMapper mapper, int batchMax) {
    this.mapper = mapper;
    this.batchMax = batchMax;
  }

  /** Reads all; throws {@link RpcException} when it is not JSON or the batch is too long. */
  Body parse(byte[] bytes) {
    char[] text = decode(bytes);
    try (JsonParser parser = mapper.createParser(text)) {
      if (parser.nextToken() == null) {
        throw refused("the body is empty");
      }
      Body body =
          parser.currentToken() == JsonToken.START_ARRAY
              ? new Body(true, batch(parser, text))
              : new Body(false, List.of(entry(parser, text)));
      if (parser.nextToken() != null) {
        throw refused("there is more after the first value");
      }
      return body;
    } catch (StreamConstraintsException e) {
      throw new RpcException(
          RpcError.parseError("a value is nested too deeply or too long", limit(e)));
    } catch (JsonProcessingException e) {
      throw refused(reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private static char[] decode(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      char[] exact = new char[text.remaining()];
      text.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      throw refused("the body is not UTF-8");
    }
  }

  /** The parser's own words would repeat content. */
  private static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage()).toLowerCase(Locale.ROOT);
    if (message.startsWith("duplicate")) {
      return "an object has a name twice";
    }
    return "the body is not JSON";
  }

  /** Which limit it was shows in the parser's words alone. */
  private static Limit limit(StreamConstraintsException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("Document nesting depth")) {
      return Limit.JSON_DEPTH;
    }
    if (message.startsWith("Token count")) {
      return Limit.JSON_TOKENS;
    }
    return message.startsWith("Number value length") ? Limit.JSON_DIGITS : Limit.OTHER;
  }

  private static RpcException refused(String reason) {
    return new RpcException(RpcError.parseError(reason));
  }

  private List<Members> batch(JsonParser parser, char[] text) throws IOException {
    List<Members> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (entries.size() == batchMax) {
        throw new RpcException(RpcError.limitExceeded("batchMax", batchMax));
      }
      entries.add(entry(parser, text));
    }
    return entries;
  }

  private Members entry(JsonParser parser, char[] text) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      // An incomplete scalar shows only when the parser goes on.
      parser.skipChildren();
      return Members.NONE;
    }
    MemberReader reader = new MemberReader(parser, text);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      reader.read();
    }
    return reader.members();
  }

  /** Reads one object; without a version, names count in any case and the last one wins. */
  private static final class MemberReader {
    private final JsonParser parser;
    private final char[] text;
    private Optional<JsonNode> version = Optional.empty();
    private final Member<JsonNode> method = new Member<>();
    private final Member<JsonNode> params = new Member<>();
    private final Member<RequestId> id = new Member<>();

    /** A member by its exact name, and by its name in any case. */
    private static final class Member<T> {
      private Optional<T> exact = Optional.empty();
      private Optional<T> any = Optional.empty();

      void set(boolean isExact, T value) {
        any = Optional.of(value);
        if (isExact) {
          exact = any;
        }
      }

      Optional<T> get(boolean legacy) {
        return legacy ? any : exact;
      }
    }

    MemberReader(JsonParser parser, char[] text) {
      this.parser = parser;
      this.text = text;
    }

    void read() throws IOException {
      String name = parser.currentName();
      parser.nextToken();
      switch (name.toLowerCase(Locale.ROOT)) {
        case "jsonrpc" -> {
          JsonNode value = parser.readValueAsTree();
          version = name.equals("jsonrpc") ? Optional.of(value) : version;
        }
        case "method" -> method.set(name.equals("method"), parser.readValueAsTree());
        case "params" -> params.set(name.equals("params"), parser.readValueAsTree());
        case "id" -> id.set(name.equals("id"), readId());
        default -> parser.skipChildren();
      }
    }

    private RequestId readId() throws IOException {
      int start = (int) parser.currentTokenLocation().getCharOffset();
      if (parser.currentToken().isNumeric()) {
        return new RequestId(parser.getText());
      }
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getCharOffset();
      return RequestId.of(CharBuffer.wrap(text, start, end - start));
    }

    Members members() {
      boolean legacy = version.isEmpty();
      return new Members(true, version, method.get(legacy), params.get(legacy), id.get(legacy));
    }
  }
}
