/** The wiring of a node. */
@NullMarked
package org.sessionvm.launcher.node;

import org.jspecify.annotations.NullMarked;
