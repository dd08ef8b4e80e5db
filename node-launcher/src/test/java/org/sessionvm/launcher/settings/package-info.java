/** Tests of the package. */
@NullMarked
package org.sessionvm.launcher.settings;

import org.jspecify.annotations.NullMarked;
