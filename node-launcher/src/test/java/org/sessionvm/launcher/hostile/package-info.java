/** Clients that mean harm, against a real node. */
@NullMarked
package org.sessionvm.launcher.hostile;

import org.jspecify.annotations.NullMarked;
