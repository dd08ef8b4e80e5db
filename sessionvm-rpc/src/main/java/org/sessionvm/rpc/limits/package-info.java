/** Token buckets and other bounds of what one caller may ask for. */
@NullMarked
package org.sessionvm.rpc.limits;

import org.jspecify.annotations.NullMarked;
