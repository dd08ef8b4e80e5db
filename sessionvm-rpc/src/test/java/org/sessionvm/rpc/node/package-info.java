/** A whole node in memory and callers of it, for tests. */
@NullMarked
package org.sessionvm.rpc.node;

import org.jspecify.annotations.NullMarked;
