/** How the node is, and what is said of it. */
@NullMarked
package org.sessionvm.rpc.health;

import org.jspecify.annotations.NullMarked;
