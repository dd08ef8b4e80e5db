/** Keys from passwords, for secrets at rest. */
@NullMarked
package org.sessionvm.crypto.password;

import org.jspecify.annotations.NullMarked;
