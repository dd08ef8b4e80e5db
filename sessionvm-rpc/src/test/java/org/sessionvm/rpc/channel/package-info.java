/** Channels, as callers see them. */
@NullMarked
package org.sessionvm.rpc.channel;

import org.jspecify.annotations.NullMarked;
