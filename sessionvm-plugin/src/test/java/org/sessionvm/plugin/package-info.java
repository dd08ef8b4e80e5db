/** The plugin as a whole, in the life that a node gives it. */
@NullMarked
package org.sessionvm.plugin;

import org.jspecify.annotations.NullMarked;
