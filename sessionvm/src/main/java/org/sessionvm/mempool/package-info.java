/** Transactions that wait for a block. */
@NullMarked
package org.sessionvm.mempool;

import org.jspecify.annotations.NullMarked;
