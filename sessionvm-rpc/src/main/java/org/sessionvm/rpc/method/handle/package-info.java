/** Methods about handles, one class each. */
@NullMarked
package org.sessionvm.rpc.method.handle;

import org.jspecify.annotations.NullMarked;
