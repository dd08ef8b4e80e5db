/** Kills real nodes and looks at what is left. */
@NullMarked
package org.sessionvm.launcher.crash;

import org.jspecify.annotations.NullMarked;
