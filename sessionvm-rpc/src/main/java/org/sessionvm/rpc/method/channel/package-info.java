/** The methods about channels. */
@NullMarked
package org.sessionvm.rpc.method.channel;

import org.jspecify.annotations.NullMarked;
