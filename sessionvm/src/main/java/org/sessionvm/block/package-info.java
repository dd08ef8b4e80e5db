/** Blocks: a header that commits to body and state, and the transactions of the body. */
@NullMarked
package org.sessionvm.block;

import org.jspecify.annotations.NullMarked;
