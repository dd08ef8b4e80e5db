package org.sessionvm.rpc.discover;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.Methods;
import org.sessionvm.rpc.method.RpcMethod;

/** Describes every method (OpenRPC 1.3; service discovery as in its section of that name). */
public final class DiscoverMethod
    extends RpcMethod<DiscoverMethod.Parameters, DiscoverMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
          "rpc.discover",
          "Describes every method as an OpenRPC document.",
          Access.PUBLIC,
          Parameters.class,
          Result.class);

  private static final String OPENRPC_VERSION = "1.3.2";

  private final String version;
  private final Supplier<List<RpcMethod<?, ?>>> methods;

  /** What it takes. */
  public record Parameters() {}

  /** What it answers: an OpenRPC document. */
  public record Result(
      @Field("version of OpenRPC") String openrpc,
      @Field("title and version of the node") Map<String, String> info,
      @Field("every method") List<Object> methods) {}

  /** A method object of OpenRPC. */
  private record MethodObject(
      String name,
      String summary,
      String paramStructure,
      List<ContentDescriptor> params,
      ContentDescriptor result,
      List<ErrorObject> errors,
      @JsonProperty("x-aliases") List<String> aliases,
      @JsonProperty("x-access") String access) {}

  /** An error object of OpenRPC. */
  private record ErrorObject(int code, String message) {}

  /** A content descriptor object of OpenRPC. */
  private record ContentDescriptor(
      String name, String summary, boolean required, Map<String, Object> schema) {}

  /**
   * For a node.
   *
   * @param version of the software
   * @param methods all, this one too
   */
  public DiscoverMethod(String version, Supplier<List<RpcMethod<?, ?>>> methods) {
    super(DESCRIPTION);
    this.version = version;
    this.methods = methods;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    return new Result(
        OPENRPC_VERSION,
        Map.of("title", "SessionVM", "version", version),
        methods.get().stream().<Object>map(DiscoverMethod::describe).toList());
  }

  private static MethodObject describe(RpcMethod<?, ?> method) {
    List<String> names = Methods.names(method);
    return new MethodObject(
        method.name(),
        method.description().summary(),
        "by-name",
        Arrays.stream(method.description().parameters().getRecordComponents())
            .map(
                component ->
                    new ContentDescriptor(
                        component.getName(),
                        Schemas.field(component).value(),
                        Schemas.isRequired(component),
                        Schemas.of(component.getGenericType())))
            .toList(),
        new ContentDescriptor(
            "result",
            method.description().summary(),
            true,
            Schemas.object(method.description().result())),
        method.description().errors().stream()
            .map(error -> new ErrorObject(error.number(), error.meaning()))
            .toList(),
        names.subList(1, names.size()),
        method.description().access().text());
  }
}
