/** What a method is, how its parameters are read, and the list of them all. */
@NullMarked
package org.sessionvm.rpc.method;

import org.jspecify.annotations.NullMarked;
