/** Settings of a node: where each comes from, what it may be, what it is. */
@NullMarked
package org.sessionvm.launcher.settings;

import org.jspecify.annotations.NullMarked;
