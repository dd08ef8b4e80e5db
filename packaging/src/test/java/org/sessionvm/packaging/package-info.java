/** The packages as they are shipped, installed and run for real. */
@NullMarked
package org.sessionvm.packaging;

import org.jspecify.annotations.NullMarked;
