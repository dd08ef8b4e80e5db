/** Methods of operators, by HTTP. */
@NullMarked
package org.sessionvm.rpc.method.admin;

import org.jspecify.annotations.NullMarked;
