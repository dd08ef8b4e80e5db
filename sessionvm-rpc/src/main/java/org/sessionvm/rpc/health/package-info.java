/** How the node is, in the shapes that operators expect. */
@NullMarked
package org.sessionvm.rpc.health;

import org.jspecify.annotations.NullMarked;
