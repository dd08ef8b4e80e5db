/** The reference's recorded conversations, held again with this node. */
@NullMarked
package org.sessionvm.rpc.transcript;

import org.jspecify.annotations.NullMarked;
