/** What a host supplies to the virtual machine: hashing, signature checks, storage and time. */
@NullMarked
package org.sessionvm.spi;

import org.jspecify.annotations.NullMarked;
