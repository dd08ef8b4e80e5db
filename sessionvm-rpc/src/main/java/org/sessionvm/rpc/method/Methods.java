package org.sessionvm.rpc.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.envelope.MethodObject;
import org.sessionvm.rpc.envelope.MethodTable;

/** All methods by every name they have. */
public final class Methods implements MethodTable {
  private final List<RpcMethod<?, ?>> all;
  private final Map<String, Entry<?, ?>> byName = new HashMap<>();
  private final Authentication authentication;

  /**
   * The table.
   *
   * @param authentication settles who presents a context's token
   */
  public Methods(List<RpcMethod<?, ?>> all, Authentication authentication) {
    this.all = List.copyOf(all);
    this.authentication = authentication;
    for (RpcMethod<?, ?> method : all) {
      Entry<?, ?> entry = entry(method);
      names(method).forEach(name -> add(name, entry));
    }
  }

  private void add(String name, Entry<?, ?> entry) {
    if (byName.put(name, entry) != null) {
      throw new IllegalArgumentException("two methods have the name " + name);
    }
  }

  /** Every name under which a method is called. */
  public static List<String> names(RpcMethod<?, ?> method) {
    List<String> names = new ArrayList<>();
    names.add(method.name());
    int first = method.name().indexOf('.') + 1;
    String lower =
        method.name().substring(0, first)
            + method.name().substring(first, first + 1).toLowerCase(Locale.ROOT)
            + method.name().substring(first + 1);
    if (!lower.equals(method.name())) {
      names.add(lower);
    }
    names.addAll(method.aliases());
    return names;
  }

  /** The methods in the order of the list. */
  public List<RpcMethod<?, ?>> all() {
    return all;
  }

  @Override
  public Optional<MethodObject> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The documented name of the method that has this name or alias. */
  public Optional<String> canonicalName(String name) {
    return Optional.ofNullable(byName.get(name)).map(entry -> entry.method.name());
  }

  private <P extends Record, R extends Record> Entry<P, R> entry(RpcMethod<P, R> method) {
    return new Entry<>(method, new ParameterReader<>(method.parameters()));
  }

  /**
   * A method with its reader, as jsonrpc4j calls it: form first, then who calls; but what operators
   * do is nobody else's to try.
   */
  private final class Entry<P extends Record, R extends Record> implements MethodObject {
    private final RpcMethod<P, R> method;
    private final ParameterReader<P> reader;

    Entry(RpcMethod<P, R> method, ParameterReader<P> reader) {
      this.method = method;
      this.reader = reader;
    }

    @Override
    public Object call(ObjectNode params) {
      return switch (method.access()) {
        case PUBLIC -> method.handle(reader.read(params), Caller.ANYONE);
        case TOKEN -> {
          P parameters = reader.read(params);
          yield method.handle(parameters, authentication.participant(CallScope.current()));
        }
        case OPERATOR -> {
          authentication.requireOperator(CallScope.current(), method.name());
          yield method.handle(reader.read(params), Caller.ANYONE);
        }
      };
    }
  }
}
