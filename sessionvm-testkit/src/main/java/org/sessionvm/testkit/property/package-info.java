/** Random values from a seed, and properties that hold for many of them. */
@NullMarked
package org.sessionvm.testkit.property;

import org.jspecify.annotations.NullMarked;
