/** Values that cannot be built wrong: byte strings, identifiers and their text forms. */
@NullMarked
package org.sessionvm.primitives;

import org.jspecify.annotations.NullMarked;
