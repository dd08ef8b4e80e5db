/** What a running node does for its operators: ports that the launcher fills. */
@NullMarked
package org.sessionvm.rpc.admin;

import org.jspecify.annotations.NullMarked;
