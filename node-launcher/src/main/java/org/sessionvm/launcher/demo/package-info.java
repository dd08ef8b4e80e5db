/** A whole conversation on a fresh node, told step by step. */
@NullMarked
package org.sessionvm.launcher.demo;

import org.jspecify.annotations.NullMarked;
