/** A load generator for the path of a message, and what it costs the server. */
@NullMarked
package org.sessionvm.benchmarks.load;

import org.jspecify.annotations.NullMarked;
