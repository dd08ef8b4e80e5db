/** Methods about identities; one class is one method. */
@NullMarked
package org.sessionvm.rpc.method.identity;

import org.jspecify.annotations.NullMarked;
