/** Rules of the code itself. */
@NullMarked
package org.sessionvm.architecture;

import org.jspecify.annotations.NullMarked;
