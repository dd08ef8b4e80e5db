/**
 * The virtual machine as a plugin of a chain node: a process that the node starts, which says where
 * it listens and is then driven over gRPC.
 */
@NullMarked
package org.sessionvm.plugin;

import org.jspecify.annotations.NullMarked;
