package org.sessionvm.rpc.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;

/**
 * What a caller presents as {@code Authorization: Bearer} (RFC 6750, section 2.1). Only its hash is
 * kept, so that it cannot reach a log or be compared byte by byte.
 */
public final class BearerToken {
  private static final String SCHEME = "bearer ";

  private final Bytes hash;

  /** The token that this text is, right or wrong. */
  public BearerToken(String text) {
    this.hash = Sha256.hash(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What an {@code Authorization} header presents, if it is of this kind. */
  public static Optional<BearerToken> of(String authorization) {
    return Optional.of(authorization)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> new BearerToken(value.substring(SCHEME.length()).strip()));
  }

  /** SHA-256 of the text. */
  Bytes hash() {
    return hash;
  }

  @Override
  public String toString() {
    return "BearerToken";
  }
}
