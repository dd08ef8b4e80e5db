/** The pure function from a state, a block's time and a transaction to a state and a receipt. */
@NullMarked
package org.sessionvm.execution;

import org.jspecify.annotations.NullMarked;
