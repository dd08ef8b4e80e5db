/** Transactions on their way to the other nodes of the chain. */
@NullMarked
package org.sessionvm.plugin.gossip;

import org.jspecify.annotations.NullMarked;
