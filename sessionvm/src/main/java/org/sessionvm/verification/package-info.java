/** Signature checks, in parallel and once per signature. */
@NullMarked
package org.sessionvm.verification;

import org.jspecify.annotations.NullMarked;
