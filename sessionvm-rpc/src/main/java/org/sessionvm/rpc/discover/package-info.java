/** The OpenRPC document, made from the method classes. */
@NullMarked
package org.sessionvm.rpc.discover;

import org.jspecify.annotations.NullMarked;
