/** Lines of the log: their two forms, and the file that is turned over. */
@NullMarked
package org.sessionvm.launcher.log;

import org.jspecify.annotations.NullMarked;
