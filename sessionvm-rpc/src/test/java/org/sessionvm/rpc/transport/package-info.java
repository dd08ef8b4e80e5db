/** The listeners, seen by well and badly behaved clients. */
@NullMarked
package org.sessionvm.rpc.transport;

import org.jspecify.annotations.NullMarked;
