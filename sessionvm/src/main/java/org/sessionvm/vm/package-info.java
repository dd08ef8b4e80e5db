/** The virtual machine: block tree, admission of transactions, the sequencer of a chain of one. */
@NullMarked
package org.sessionvm.vm;

import org.jspecify.annotations.NullMarked;
