/** Tests of the package. */
@NullMarked
package org.sessionvm.launcher.chain;

import org.jspecify.annotations.NullMarked;
