package org.sessionvm.rpc.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.envelope.MethodObject;
import org.sessionvm.rpc.envelope.MethodTable;
import org.sessionvm.rpc.limits.PageTurns;

/** All methods by every name they have. */
public final class Methods implements MethodTable {
  private final List<RpcMethod<?, ?>> all;
  private final PageTurns pages;
  private final Map<String, Entry<?, ?>> byName = new HashMap<>();
  private final Authentication authentication;

  /**
   * The table.
   *
   * @param authentication settles who presents a context's token
   * @param pages in which pages are made
   */
  public Methods(List<RpcMethod<?, ?>> all, Authentication authentication, PageTurns pages) {
    this.all = List.copyOf(all);
    this.pages = pages;
    this.authentication = authentication;
    for (RpcMethod<?, ?> method : all) {
      Entry<?, ?> entry = entry(method, _ -> {});
      ownNames(method).forEach(name -> add(name, entry));
      SeedActions.ALL.stream()
          .filter(action -> action.method().equals(method.name()))
          .forEach(action -> add(action.action(), entry(method, action::translate)));
    }
  }

  private void add(String name, Entry<?, ?> entry) {
    if (byName.put(name, entry) != null) {
      throw new IllegalArgumentException("two methods have the name " + name);
    }
  }

  /** Every name under which a method is called. */
  public static List<String> names(RpcMethod<?, ?> method) {
    List<String> names = ownNames(method);
    SeedActions.ALL.stream()
        .filter(action -> action.method().equals(method.name()))
        .forEach(action -> names.add(action.action()));
    return names;
  }

  private static List<String> ownNames(RpcMethod<?, ?> method) {
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
    names.addAll(method.description().aliases());
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

  private <P extends Record, R extends Record> Entry<P, R> entry(
      RpcMethod<P, R> method, Consumer<ObjectNode> translation) {
    return new Entry<>(
        method, translation, new ParameterReader<>(method.description().parameters()));
  }

  /**
   * A method with its reader, as jsonrpc4j calls it: form first, then who calls; but what operators
   * do is nobody else's to try.
   */
  private final class Entry<P extends Record, R extends Record> implements MethodObject {
    private final RpcMethod<P, R> method;
    private final Consumer<ObjectNode> translation;
    private final ParameterReader<P> reader;

    Entry(RpcMethod<P, R> method, Consumer<ObjectNode> translation, ParameterReader<P> reader) {
      this.method = method;
      this.translation = translation;
      this.reader = reader;
    }

    @Override
    public Object call(ObjectNode params) {
      return new WholeValue(answer(params));
    }

    private R answer(ObjectNode params) {
      return switch (method.description().access()) {
        case PUBLIC -> handle(read(params), Caller.ANYONE);
        case TOKEN -> {
          P parameters = read(params);
          yield handle(parameters, authentication.participant(CallScope.current()));
        }
        case OPERATOR, OPERATOR_READ -> {
          authentication.requireOperator(CallScope.current(), method.description());
          yield handle(read(params), Caller.ANYONE);
        }
      };
    }

    private P read(ObjectNode params) {
      translation.accept(params);
      P parameters = reader.read(params);
      // What the caller sent besides must not be held while its signature waits for a check.
      params.removeAll();
      return parameters;
    }

    private R handle(P parameters, Caller caller) {
      if (method instanceof PagedMethod<P, R> paged) {
        CallScope.requirePages();
        Optional<R> small = paged.handleSmall(parameters, caller);
        if (small.isPresent()) {
          return small.get();
        }
        CallScope.awaitPage(pages);
      }
      return method.handle(parameters, caller);
    }
  }
}
