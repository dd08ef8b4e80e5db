/** Tests of the package. */
@NullMarked
package org.sessionvm.launcher.node;

import org.jspecify.annotations.NullMarked;
