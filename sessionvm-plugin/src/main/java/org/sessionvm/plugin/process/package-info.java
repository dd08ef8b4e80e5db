/** Life as a child of the node. */
@NullMarked
package org.sessionvm.plugin.process;

import org.jspecify.annotations.NullMarked;
