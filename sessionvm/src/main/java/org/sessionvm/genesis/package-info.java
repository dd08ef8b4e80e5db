/** The rules of a chain and the bytes that fix them. */
@NullMarked
package org.sessionvm.genesis;

import org.jspecify.annotations.NullMarked;
