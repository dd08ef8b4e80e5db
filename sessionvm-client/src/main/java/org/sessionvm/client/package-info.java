/** A wallet's half of SessionVM. */
@NullMarked
package org.sessionvm.client;

import org.jspecify.annotations.NullMarked;
