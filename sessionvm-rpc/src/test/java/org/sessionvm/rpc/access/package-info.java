/** Who may read. */
@NullMarked
package org.sessionvm.rpc.access;

import org.jspecify.annotations.NullMarked;
