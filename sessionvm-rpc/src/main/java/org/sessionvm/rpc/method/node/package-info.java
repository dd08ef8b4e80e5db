/** Methods about the node; one class is one method. */
@NullMarked
package org.sessionvm.rpc.method.node;

import org.jspecify.annotations.NullMarked;
