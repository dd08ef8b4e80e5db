/** The genesis of a chain as JSON. */
@NullMarked
package org.sessionvm.launcher.chain;

import org.jspecify.annotations.NullMarked;
