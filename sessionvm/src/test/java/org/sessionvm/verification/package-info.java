/** Tests of the turns in which signatures are checked. */
@NullMarked
package org.sessionvm.verification;

import org.jspecify.annotations.NullMarked;
