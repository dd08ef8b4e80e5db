/**
 * Identities on disk: one JSON file per name, readable by its owner alone, with the secret sealed
 * by XChaCha20-Poly1305 under an Argon2id key of the password. Id and public keys stand in the
 * clear.
 */
@NullMarked
package org.sessionvm.client.keystore;

import org.jspecify.annotations.NullMarked;
