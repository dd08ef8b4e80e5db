/** What the node counts, as Prometheus reads it. */
@NullMarked
package org.sessionvm.rpc.metrics;

import org.jspecify.annotations.NullMarked;
