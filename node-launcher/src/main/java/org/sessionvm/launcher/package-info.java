/** The executable. The only module that sees all the others. */
@NullMarked
package org.sessionvm.launcher;

import org.jspecify.annotations.NullMarked;
