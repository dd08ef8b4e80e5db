/** Certificates: those of listeners, from settings, and those of commands, from options. */
@NullMarked
package org.sessionvm.launcher.tls;

import org.jspecify.annotations.NullMarked;
