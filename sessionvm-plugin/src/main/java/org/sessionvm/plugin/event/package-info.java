/** When there is something to build. */
@NullMarked
package org.sessionvm.plugin.event;

import org.jspecify.annotations.NullMarked;
