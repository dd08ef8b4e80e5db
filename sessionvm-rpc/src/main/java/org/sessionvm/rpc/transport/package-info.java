/** HTTP: listeners, routes, bodies with a bound. */
@NullMarked
package org.sessionvm.rpc.transport;

import org.jspecify.annotations.NullMarked;
