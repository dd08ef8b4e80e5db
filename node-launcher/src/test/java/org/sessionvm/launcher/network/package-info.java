/** The virtual machine as a chain of real nodes. */
@NullMarked
package org.sessionvm.launcher.network;

import org.jspecify.annotations.NullMarked;
