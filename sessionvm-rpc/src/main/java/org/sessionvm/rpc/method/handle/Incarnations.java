package org.sessionvm.rpc.method.handle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.state.Metadata;
import org.sessionvm.vm.StateReader;

/** Handles that requests name. */
final class Incarnations {
  private Incarnations() {}

  /**
   * The registration that was signed, or the one of now.
   *
   * @param field what the name is called in the request
   */
  static IncarnationId of(
      MethodServices services,
      String field,
      Optional<HandleName> name,
      Optional<IncarnationId> signed) {
    return signed.orElseGet(
        () ->
            of(
                services,
                name.orElseThrow(
                    () ->
                        new RpcException(
                            RpcError.invalidField(
                                field, "the name or the incarnation of a handle is needed")))));
  }

  private static IncarnationId of(MethodServices services, HandleName name) {
    try (StateReader state = services.vm().read()) {
      return of(state, name);
    }
  }

  static IncarnationId of(StateReader state, HandleName name) {
    return state
        .handles()
        .find(name)
        .orElseThrow(
            () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_HANDLE.text())));
  }

  /** Whether the caller owns a handle, where proof is asked for. */
  static boolean isOwned(StateReader state, IncarnationId id, Caller caller) {
    ParticipantId owner = state.handles().live(id).orElseThrow().owner();
    return caller.participant().filter(who -> !who.equals(owner)).isEmpty();
  }

  /** A handle of the caller's, where proof is asked for. */
  static IncarnationId owned(StateReader state, HandleName name, Caller caller) {
    IncarnationId id = of(state, name);
    if (!isOwned(state, id, caller)) {
      throw new RpcException(RpcError.unauthorized("not the owner of the handle"));
    }
    return id;
  }

  static Map<String, String> map(Metadata metadata) {
    Map<String, String> map = new LinkedHashMap<>();
    metadata.entries().forEach(entry -> map.put(entry.key(), entry.value()));
    return map;
  }
}
