/** Tests of connections that stay open. */
@NullMarked
package org.sessionvm.rpc.live;

import org.jspecify.annotations.NullMarked;
