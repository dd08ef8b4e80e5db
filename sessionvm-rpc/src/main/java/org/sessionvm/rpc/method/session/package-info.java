/** Methods about sessions; one class is one method. */
@NullMarked
package org.sessionvm.rpc.method.session;

import org.jspecify.annotations.NullMarked;
