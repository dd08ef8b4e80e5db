/** Who may ask: bearer tokens, hosts, origins. */
@NullMarked
package org.sessionvm.rpc.access;

import org.jspecify.annotations.NullMarked;
