/** The wallet in the terminal: one class is one command. */
@NullMarked
package org.sessionvm.launcher.wallet;

import org.jspecify.annotations.NullMarked;
