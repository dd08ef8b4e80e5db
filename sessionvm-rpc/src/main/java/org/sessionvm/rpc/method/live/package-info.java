/** Methods for connections that stay open. */
@NullMarked
package org.sessionvm.rpc.method.live;

import org.jspecify.annotations.NullMarked;
