/** Every refusal of the methods, in the order that callers may rely on. */
@NullMarked
package org.sessionvm.rpc.method;

import org.jspecify.annotations.NullMarked;
