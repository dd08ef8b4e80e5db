/**
 * The virtual machine as a plugin: how a chain is opened for a node, and how a plugin is installed.
 */
@NullMarked
package org.sessionvm.launcher.plugin;

import org.jspecify.annotations.NullMarked;
