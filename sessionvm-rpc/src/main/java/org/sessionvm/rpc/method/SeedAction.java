package org.sessionvm.rpc.method;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;

/**
 * An action of MostAO as another name of a method: {@code Target} is the session or handle that is
 * meant, and {@code Data} an object of parameters, as JSON or as its text, or one bare value. What
 * else is in the parameters keeps its name, the signature for one.
 *
 * @param action its name
 * @param method the method that it is
 * @param target the parameter that {@code Target} stands for
 * @param bare the parameter that a bare value stands for
 * @param into the parameter that the whole of an object is, where it is not several
 * @param renamed parameters that are called otherwise there, by their names there
 */
record SeedAction(
    String action,
    String method,
    Optional<String> target,
    Optional<String> bare,
    Optional<String> into,
    Map<String, String> renamed) {
  private static final ObjectReader JSON =
      JsonFormat.newMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String TARGET = "Target";
  private static final String DATA = "Data";

  static SeedAction of(String action, String method) {
    return new SeedAction(
        action, method, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  SeedAction target(String parameter) {
    return new SeedAction(action, method, Optional.of(parameter), bare, into, renamed);
  }

  SeedAction bare(String parameter) {
    return new SeedAction(action, method, target, Optional.of(parameter), into, renamed);
  }

  SeedAction into(String parameter) {
    return new SeedAction(action, method, target, bare, Optional.of(parameter), renamed);
  }

  SeedAction renamed(Map<String, String> names) {
    return new SeedAction(action, method, target, bare, into, names);
  }

  /** Turns the parameters into those of the method, in place. */
  void translate(ObjectNode params) {
    move(params, TARGET, target);
    JsonNode data = params.remove(DATA);
    if (data instanceof TextNode text && text.textValue().stripLeading().startsWith("{")) {
      data = parsed(text.textValue());
    }
    if (data instanceof ObjectNode object) {
      addAll(params, object);
    } else if (data != null && !data.isNull()) {
      put(params, bare.orElseThrow(() -> refused("must be an object")), data);
    }
    renamed.forEach((theirs, ours) -> move(params, theirs, Optional.of(ours)));
  }

  private void addAll(ObjectNode params, ObjectNode object) {
    if (into.isPresent()) {
      put(params, into.get(), object);
    } else {
      object.properties().forEach(entry -> put(params, entry.getKey(), entry.getValue()));
    }
  }

  private static void move(ObjectNode params, String from, Optional<String> to) {
    JsonNode value = params.remove(from);
    if (value != null) {
      put(params, to.orElseThrow(() -> twice(from)), value);
    }
  }

  private static void put(ObjectNode params, String name, JsonNode value) {
    if (params.putIfAbsent(name, value) != null) {
      throw twice(name);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      // Not passed on: the parser's message quotes the text.
      throw refused("is no JSON object");
    }
  }

  private static RpcException refused(String reason) {
    return new RpcException(RpcError.invalidField(DATA, reason));
  }

  private static RpcException twice(String name) {
    return new RpcException(RpcError.invalidField(name, "is not taken here, or is given twice"));
  }
}
