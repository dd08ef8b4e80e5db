/** Methods of operators; one class is one method. */
@NullMarked
package org.sessionvm.rpc.method.admin;

import org.jspecify.annotations.NullMarked;
