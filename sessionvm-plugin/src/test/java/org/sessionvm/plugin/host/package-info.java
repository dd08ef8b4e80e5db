/** The node's part, played over real connections of this machine, and a chain for its plugin. */
@NullMarked
package org.sessionvm.plugin.host;

import org.jspecify.annotations.NullMarked;
