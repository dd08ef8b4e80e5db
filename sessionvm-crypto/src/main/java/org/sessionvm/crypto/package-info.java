/**
 * The cryptography of SessionVM: the virtual machine's hash and signature check behind its ports,
 * and in the packages below what a wallet needs. Everything takes and gives the raw encodings of
 * FIPS 203 and FIPS 204, no ASN.1.
 */
@NullMarked
package org.sessionvm.crypto;

import org.jspecify.annotations.NullMarked;
