/** Parts of the virtual machine that need no chain. */
@NullMarked
package org.sessionvm.vm;

import org.jspecify.annotations.NullMarked;
