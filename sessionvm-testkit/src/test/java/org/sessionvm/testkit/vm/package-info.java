/** The virtual machine over a store in memory. */
@NullMarked
package org.sessionvm.testkit.vm;

import org.jspecify.annotations.NullMarked;
