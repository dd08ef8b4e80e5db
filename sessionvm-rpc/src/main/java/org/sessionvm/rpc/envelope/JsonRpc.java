package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.JsonRpcEndpoint;
import org.sessionvm.rpc.ReplyBody;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.envelope.Request.Dialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The envelope: which requests a body holds, in which of the two dialects, and what goes back. The
 * call itself is jsonrpc4j's.
 */
public final class JsonRpc implements JsonRpcEndpoint {
  /** A batch whose answers are longer than this gets no further results: one full page is. */
  public static final int BATCH_ANSWER_BYTES_MAX = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(JsonRpc.class);

  private final BodyParser parser;
  private final AnswerWriter writer;
  private final ObjectMapper mapper;
  private final MethodTable methods;
  private final CallGate gate;
  private final CallObserver observer;
  private final Map<MethodObject, Dispatch> dispatches = new ConcurrentHashMap<>();

  /** Has a say before a call is made. */
  @FunctionalInterface
  public interface CallGate {
    /** Refuses by an error; {@code first} is the only call or the first of a batch. */
    Optional<RpcError> refuse(CallContext context, boolean first);
  }

  /** Is told of every call. */
  @FunctionalInterface
  public interface CallObserver {
    /**
     * A call was answered.
     *
     * @param method as the caller wrote it
     * @param code of the error, if one was answered
     */
    void answered(String method, Optional<ErrorCode> code, long nanos);

    /** Something was refused for the limit of this name. */
    default void limited(String name) {}
  }

  public JsonRpc(
      ObjectMapper mapper,
      int batchMax,
      MethodTable methods,
      CallGate gate,
      CallObserver observer) {
    this.parser = new BodyParser(mapper, batchMax);
    this.writer = new AnswerWriter(mapper);
    this.mapper = mapper;
    this.methods = methods;
    this.gate = gate;
    this.observer = observer;
  }

  @Override
  public RpcReply handle(byte[] body, CallContext context) {
    try {
      return CallScope.with(
          context, () -> answer(parser.parse(body)).withRefusals(CallScope.refusals()));
    } catch (RpcException e) {
      observer.answered("", Optional.of(e.error().code()), 0);
      noteLimit(e.error());
      return single(Answer.failed(Dialect.V2, RequestId.NULL, e.error())).withRefusals(1);
    }
  }

  private RpcReply answer(BodyParser.Body body) {
    if (body.batch()) {
      return batch(body.entries());
    }
    Request.Members entry = body.entries().getFirst();
    boolean legacy = entry.object() && entry.version().isEmpty();
    Request request = legacy ? Envelope.legacy(entry) : Envelope.strict(entry);
    return answer(request, true)
        .map(this::single)
        .orElseGet(() -> writer.nothing(legacy ? Dialect.LEGACY : Dialect.V2));
  }

  private RpcReply batch(List<Request.Members> entries) {
    if (entries.isEmpty()) {
      throw new RpcException(RpcError.invalidRequest("a batch must not be empty"));
    }
    ReplyBody body = new ReplyBody();
    for (int i = 0; i < entries.size(); i++) {
      Request request = Envelope.strict(entries.get(i));
      Optional<Answer> answer =
          body.size() > BATCH_ANSWER_BYTES_MAX ? tooLong(request) : answer(request, i == 0);
      answer.ifPresentOrElse(told -> append(told, body), () -> CallScope.answered(0));
    }
    if (body.size() == 0) {
      return writer.nothing(Dialect.V2);
    }
    body.write(']');
    return new RpcReply(AnswerWriter.OK, body);
  }

  private Optional<Answer> tooLong(Request request) {
    RpcError error = RpcError.limitExceeded("batchAnswerBytesMax", BATCH_ANSWER_BYTES_MAX);
    noteLimit(error);
    return switch (request) {
      case Request.Call call -> call.id().map(id -> Answer.failed(Dialect.V2, id, error));
      case Request.Malformed malformed ->
          Optional.of(Answer.failed(Dialect.V2, malformed.id(), error));
    };
  }

  private void append(Answer answer, ReplyBody body) {
    body.write(body.size() == 0 ? '[' : ',');
    write(answer, body);
  }

  private RpcReply single(Answer answer) {
    ReplyBody body = new ReplyBody();
    Answer written = write(answer, body);
    return new RpcReply(AnswerWriter.status(written), body);
  }

  /** Writes the answer, or that there is no room for it; says which. */
  private Answer write(Answer answer, ReplyBody body) {
    int start = body.size();
    writer.write(answer, body);
    if (CallScope.answered(body.size() - start)) {
      return answer;
    }
    body.cutTo(start);
    RpcError error = CallScope.noRoom();
    noteLimit(error);
    Answer refusal = Answer.failed(answer.dialect(), answer.id(), error);
    writer.write(refusal, body);
    return refusal;
  }

  /** Nothing for a notification; the reference's dialect answers one that fails. */
  private Optional<Answer> answer(Request request, boolean first) {
    return switch (request) {
      case Request.Malformed malformed -> {
        observer.answered("", Optional.of(malformed.error().code()), 0);
        CallScope.refused();
        yield Optional.of(Answer.failed(malformed.dialect(), malformed.id(), malformed.error()));
      }
      case Request.Call call -> {
        Answer answer = carryOut(call, first);
        boolean told =
            call.id().isPresent()
                || (call.dialect() == Dialect.LEGACY && answer.error().isPresent());
        yield told ? Optional.of(answer) : Optional.empty();
      }
    };
  }

  private Answer carryOut(Request.Call call, boolean first) {
    RequestId id = call.id().orElse(RequestId.NULL);
    long start = System.nanoTime();
    Optional<RpcError> error = Optional.empty();
    try {
      return Answer.succeeded(call.dialect(), id, result(call, first));
    } catch (RpcException e) {
      error = Optional.of(e.error());
      noteRefusal(e.error());
    } catch (RuntimeException | StackOverflowError e) {
      // The kind and the place say what broke; the text could repeat what the caller sent.
      LOG.error("a method failed: {} at {}", e.getClass().getName(), place(e));
      error = Optional.of(RpcError.internalError());
    } finally {
      observer.answered(call.method(), error.map(RpcError::code), System.nanoTime() - start);
    }
    return Answer.failed(call.dialect(), id, error.orElseThrow());
  }

  private void noteRefusal(RpcError error) {
    if (error.code().isCallersFault()) {
      CallScope.refused();
    }
    noteLimit(error);
  }

  private void noteLimit(RpcError error) {
    Object name = error.data().get("field");
    boolean limit =
        error.code() == ErrorCode.LIMIT_EXCEEDED || error.code() == ErrorCode.PARSE_ERROR;
    if (limit && name != null) {
      observer.limited(name.toString());
    }
  }

  private static Object place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length > 0 ? trace[0] : "unknown";
  }

  private JsonNode result(Request.Call call, boolean first) {
    refused(gate.refuse(CallScope.current(), first));
    MethodObject method =
        methods
            .find(call.method())
            .orElseThrow(() -> new RpcException(RpcError.methodNotFound(unknown(call.method()))));
    return dispatches
        .computeIfAbsent(method, key -> new Dispatch(mapper, key))
        .call(
            call.params()
                .orElseThrow(
                    () ->
                        new RpcException(
                            RpcError.invalidParams(
                                "must be an object, or an array that holds one"))));
  }

  private static void refused(Optional<RpcError> error) {
    if (error.isPresent()) {
      throw new RpcException(error.get());
    }
  }

  /** What the reference says. */
  private static String unknown(String method) {
    String kind = method.startsWith("sessionvm.") ? "method" : "service";
    return "rpc: can't find %s \"%s\"".formatted(kind, method);
  }
}
