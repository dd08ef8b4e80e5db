@NullMarked
package org.sessionvm.launcher.plugin;

import org.jspecify.annotations.NullMarked;
