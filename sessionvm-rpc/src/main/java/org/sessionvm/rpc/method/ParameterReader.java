package org.sessionvm.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;

/**
 * Makes a parameter record from a JSON object: each component from the member of its name. Members
 * that no component has are ignored; what is wrong is refused by the member's name.
 */
final class ParameterReader<P extends Record> {
  private final List<Component> components;
  private final Constructor<P> constructor;

  private record Component(String name, Type type, boolean optional) {}

  ParameterReader(Class<P> type) {
    this.components =
        Arrays.stream(type.getRecordComponents()).map(ParameterReader::component).toList();
    this.constructor = constructor(type);
  }

  private static Component component(RecordComponent component) {
    Type type = component.getGenericType();
    boolean optional = component.getType() == Optional.class;
    return new Component(
        component.getName(),
        optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type,
        optional);
  }

  private static <P extends Record> Constructor<P> constructor(Class<P> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<P> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has this constructor", e);
    }
  }

  /** Reads all components; throws {@link RpcException} that names the first wrong one. */
  P read(ObjectNode object) {
    return read(object, "");
  }

  /** As above, with what stands before the names of members in refusals. */
  P read(ObjectNode object, String prefix) {
    Object[] values =
        components.stream().map(component -> read(object, prefix, component)).toArray();
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a parameter record cannot be made", e);
    }
  }

  private static Object read(ObjectNode object, String prefix, Component component) {
    JsonNode node = object.get(component.name());
    boolean absent = node == null || node.isNull();
    if (absent && component.optional()) {
      return Optional.empty();
    }
    if (absent) {
      throw missing(prefix + component.name(), component.type());
    }
    Object value = ParameterValue.read(prefix + component.name(), component.type(), node);
    return component.optional() ? Optional.of(value) : value;
  }

  private static RpcException missing(String field, Type type) {
    // The reference takes what is missing for an empty text.
    String legacyText =
        ParameterValue.isId(type)
            ? "base58 decoding error: zero length string"
            : field + ": is missing";
    return new RpcException(RpcError.invalidField(field, "is missing", legacyText));
  }
}
