/**
 * ML-DSA-65 (FIPS 204, pure, empty context) by more than one library. A validator's verdict is
 * consensus, so every provider gives the same one on every input: wrong lengths are settled before
 * a library sees them, and where a library throws something unforeseen the lightweight Bouncy
 * Castle decides.
 */
@NullMarked
package org.sessionvm.crypto.provider;

import org.jspecify.annotations.NullMarked;
