/** Rates. */
@NullMarked
package org.sessionvm.rpc.limits;

import org.jspecify.annotations.NullMarked;
