package org.sessionvm.rpc.envelope;

import java.util.Optional;

/** Finds what answers a method's name. */
@FunctionalInterface
public interface MethodTable {
  /** The method that has this name or alias. */
  Optional<MethodObject> find(String name);
}
