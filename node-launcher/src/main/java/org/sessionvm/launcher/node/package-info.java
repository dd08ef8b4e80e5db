/** Wires a node from its parts, one class per part. */
@NullMarked
package org.sessionvm.launcher.node;

import org.jspecify.annotations.NullMarked;
