/** What a real process does when disks, clocks and signals go wrong. */
@NullMarked
package org.sessionvm.launcher.fault;

import org.jspecify.annotations.NullMarked;
