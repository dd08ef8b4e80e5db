package org.sessionvm.rpc.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.Methods;
import org.sessionvm.rpc.method.RpcMethod;

/** The document of the methods, made from their classes and their recorded examples. */
final class MethodsPage {
  private static final int EXAMPLE_CHARACTERS_MAX = 3_000;

  private static final String HEAD =
      """
      # Methods

      Made from the method classes and from recorded answers of a node; a test keeps it so. How a
      body is read and which errors there are is on the page of [errors](errors.md). Ids are CB58,
      byte strings are hexadecimal, times in objects are RFC 3339 in UTC. Long values are shortened
      in the examples.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private MethodsPage() {}

  static String render(List<RpcMethod<?, ?>> methods, Map<String, JsonNode> recorded) {
    MethodsPage page = new MethodsPage();
    methods.forEach(
        method ->
            page.section(method, recorded.getOrDefault(method.name(), MissingNode.getInstance())));
    return page.page.toString();
  }

  private void section(RpcMethod<?, ?> method, JsonNode example) {
    List<String> names = Methods.names(method);
    line("").line("## " + method.name()).line("");
    line(method.description().summary() + needs(method.description().access())).line("");
    if (names.size() > 1) {
      line("Also " + quoted(names.subList(1, names.size())) + ".").line("");
    }
    table("parameter", method.description().parameters().getRecordComponents());
    table("result", method.description().result().getRecordComponents());
    String errors =
        method.description().errors().stream()
            .map(code -> Integer.toString(code.number()))
            .collect(Collectors.joining(", "));
    line("Errors: " + (errors.isEmpty() ? "only those of every method" : errors) + ".").line("");
    line("```json").line(shortened(example.get("request")));
    line(shortened(example.get("answer"))).line("```");
  }

  private static String needs(Access access) {
    return switch (access) {
      case PUBLIC -> "";
      case TOKEN -> " Needs a token.";
      case OPERATOR, OPERATOR_READ -> " Needs an operator's token.";
    };
  }

  private void table(String kind, RecordComponent[] components) {
    if (components.length == 0) {
      line("No " + kind + "s.").line("");
      return;
    }
    line("| " + kind + " | meaning |").line("|---|---|");
    for (RecordComponent component : components) {
      Field field = component.getAnnotation(Field.class);
      boolean optional = component.getType() == Optional.class && !field.required();
      String absent = kind.equals("parameter") && optional ? " (optional)" : "";
      line("| `" + component.getName() + "`" + absent + " | " + field.value() + " |");
    }
    line("");
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String shortened(JsonNode json) {
    String text = json.toString().replaceAll("([0-9A-Za-z+/]{12})[0-9A-Za-z+/=]{60,}", "$1…");
    return text.length() <= EXAMPLE_CHARACTERS_MAX
        ? text
        : text.substring(0, EXAMPLE_CHARACTERS_MAX) + "…";
  }

  private MethodsPage line(String text) {
    page.append(text).append('\n');
    return this;
  }
}
