package org.sessionvm.rpc.health;

import java.util.function.Supplier;

/**
 * Looks at one part of the node. Must be quick and safe for any thread.
 *
 * @param name lower case, shown to operators
 * @param state looks now
 */
public record HealthCheck(String name, Supplier<HealthState> state) {}
