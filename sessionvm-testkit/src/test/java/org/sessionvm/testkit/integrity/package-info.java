/** Checks of the integrity of stores that random runs filled. */
@NullMarked
package org.sessionvm.testkit.integrity;

import org.jspecify.annotations.NullMarked;
