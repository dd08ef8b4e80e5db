/** JSON-RPC and health for requests that a host has read off its own network. */
@NullMarked
package org.sessionvm.rpc.carried;

import org.jspecify.annotations.NullMarked;
