/** The canonical encoding: one byte string for one value, bounded before anything is allocated. */
@NullMarked
package org.sessionvm.codec;

import org.jspecify.annotations.NullMarked;
