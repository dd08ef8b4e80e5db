/**
 * JSON-RPC 2.0 to the letter, and the reference's 1.0 shape for a request that names no version.
 */
@NullMarked
package org.sessionvm.rpc.envelope;

import org.jspecify.annotations.NullMarked;
