/** Files and directories that survive a crash whole, and belong to their owner alone. */
@NullMarked
package org.sessionvm.store.file;

import org.jspecify.annotations.NullMarked;
