/** How long a plugin takes until a node knows it. */
@NullMarked
package org.sessionvm.benchmarks.handshake;

import org.jspecify.annotations.NullMarked;
