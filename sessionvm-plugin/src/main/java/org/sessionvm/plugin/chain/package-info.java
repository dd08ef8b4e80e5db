/** Blocks as the node decides them, and where their state lies. */
@NullMarked
package org.sessionvm.plugin.chain;

import org.jspecify.annotations.NullMarked;
