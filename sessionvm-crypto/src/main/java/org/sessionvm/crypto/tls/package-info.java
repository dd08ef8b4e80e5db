/** Certificates and keys for TLS, from PEM and PKCS #12; nothing here reads a file. */
@NullMarked
package org.sessionvm.crypto.tls;

import org.jspecify.annotations.NullMarked;
