package org.sessionvm.rpc.method.handle;

import java.util.LinkedHashMap;
import java.util.Map;
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

  static IncarnationId of(MethodServices services, HandleName name) {
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

  /** A handle of the caller's, where proof is asked for. */
  static IncarnationId owned(StateReader state, HandleName name, Caller caller) {
    IncarnationId id = of(state, name);
    ParticipantId owner = state.handles().live(id).orElseThrow().owner();
    if (caller.participant().filter(who -> !who.equals(owner)).isPresent()) {
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
