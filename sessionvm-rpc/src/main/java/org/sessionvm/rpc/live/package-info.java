/** What connections that stay open are told as it happens. */
@NullMarked
package org.sessionvm.rpc.live;

import org.jspecify.annotations.NullMarked;
