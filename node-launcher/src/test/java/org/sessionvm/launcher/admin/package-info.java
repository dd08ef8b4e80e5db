/** Operators and a node in a process of its own. */
@NullMarked
package org.sessionvm.launcher.admin;

import org.jspecify.annotations.NullMarked;
