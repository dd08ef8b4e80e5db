/** Certificates and keys as operators have them. */
@NullMarked
package org.sessionvm.testkit.tls;

import org.jspecify.annotations.NullMarked;
