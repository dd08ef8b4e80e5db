/** Requests that come in through the node. */
@NullMarked
package org.sessionvm.plugin.http;

import org.jspecify.annotations.NullMarked;
