/** What JSON-RPC asks of a body and its answer. */
@NullMarked
package org.sessionvm.rpc.envelope;

import org.jspecify.annotations.NullMarked;
