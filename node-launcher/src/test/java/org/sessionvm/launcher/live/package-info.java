/** Subscribers of a real node. */
@NullMarked
package org.sessionvm.launcher.live;

import org.jspecify.annotations.NullMarked;
