/** Files of operators that are read with care, and read anew when they change. */
@NullMarked
package org.sessionvm.launcher.files;

import org.jspecify.annotations.NullMarked;
