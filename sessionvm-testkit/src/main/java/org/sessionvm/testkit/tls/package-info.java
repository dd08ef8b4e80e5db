/** Certificates for tests, made as a test wants them. */
@NullMarked
package org.sessionvm.testkit.tls;

import org.jspecify.annotations.NullMarked;
