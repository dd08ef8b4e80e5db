/** Methods about messages; one class is one method. */
@NullMarked
package org.sessionvm.rpc.method.message;

import org.jspecify.annotations.NullMarked;
