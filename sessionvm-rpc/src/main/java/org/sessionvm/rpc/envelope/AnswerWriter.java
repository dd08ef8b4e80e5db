package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.envelope.Request.Dialect;

/** Writes answers in their dialect, with the status that HTTP gives them. */
final class AnswerWriter {
  static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;

  private final ObjectMapper mapper;

  AnswerWriter(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The answer where there is nothing to answer. */
  RpcReply nothing(Dialect dialect) {
    return new RpcReply(dialect == Dialect.LEGACY ? OK : NO_CONTENT, Bytes.EMPTY);
  }

  /** The status of the only answer of a body. */
  static int status(Answer answer) {
    boolean bad =
        answer
            .error()
            .map(error -> answer.dialect() == Dialect.LEGACY || error.code().isOfEnvelope())
            .orElse(false);
    return bad ? BAD_REQUEST : OK;
  }

  /** Writes one. */
  void write(Answer answer, OutputStream out) {
    try (JsonGenerator json = mapper.createGenerator(out)) {
      json.writeStartObject();
      if (answer.dialect() == Dialect.LEGACY) {
        writeLegacy(json, answer);
      } else {
        writeStrict(json, answer);
      }
      json.writeFieldName("id");
      json.writeRawValue(answer.id().json());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }

  private static void writeLegacy(JsonGenerator json, Answer answer) throws IOException {
    json.writeObjectField("result", answer.result().orElse(null));
    json.writeStringField("error", answer.error().map(RpcError::legacyText).orElse(null));
  }

  private static void writeStrict(JsonGenerator json, Answer answer) throws IOException {
    json.writeStringField("jsonrpc", "2.0");
    if (answer.error().isEmpty()) {
      json.writeObjectField("result", answer.result().orElseThrow());
      return;
    }
    RpcError error = answer.error().get();
    json.writeObjectFieldStart("error");
    json.writeNumberField("code", error.code().number());
    json.writeStringField("message", error.message());
    if (!error.data().isEmpty()) {
      json.writeObjectField("data", error.data());
    }
    json.writeEndObject();
  }
}
