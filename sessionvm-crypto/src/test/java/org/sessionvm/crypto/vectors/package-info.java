/** Recorded examples from elsewhere, and randomness that gives them back. */
@NullMarked
package org.sessionvm.crypto.vectors;

import org.jspecify.annotations.NullMarked;
