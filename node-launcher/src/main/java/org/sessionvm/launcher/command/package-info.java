/** What the command line does beside the wallet. */
@NullMarked
package org.sessionvm.launcher.command;

import org.jspecify.annotations.NullMarked;
