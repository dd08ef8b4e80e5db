/** The node's services, as the plugin calls them. */
@NullMarked
package org.sessionvm.plugin.node;

import org.jspecify.annotations.NullMarked;
