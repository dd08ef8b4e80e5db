/** The face of a node, seen from outside. */
@NullMarked
package org.sessionvm.rpc;

import org.jspecify.annotations.NullMarked;
