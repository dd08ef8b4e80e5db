/** The JSON-RPC face of a node: settings, services and the server that puts them on the network. */
@NullMarked
package org.sessionvm.rpc;

import org.jspecify.annotations.NullMarked;
