/** A virtual machine over a store in memory, with identities whose signatures cost nothing. */
@NullMarked
package org.sessionvm.testkit.vm;

import org.jspecify.annotations.NullMarked;
