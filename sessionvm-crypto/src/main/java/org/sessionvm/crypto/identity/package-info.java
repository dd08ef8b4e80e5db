/** A wallet's side of an identity: the secret keys, what they sign and what they open. */
@NullMarked
package org.sessionvm.crypto.identity;

import org.jspecify.annotations.NullMarked;
