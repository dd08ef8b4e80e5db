package org.sessionvm.rpc.access;

import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.sessionvm.primitives.Bytes;

/** An operator's token: the name of who has it, and its hash. The token itself is not kept. */
public final class OperatorToken {
  /** What a name may be. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,31}");

  private static final int HASH_BYTES = 32;

  private final String name;
  private final Bytes hash;

  private OperatorToken(String name, Bytes hash) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an operator's name has 1 to 32 letters, digits, dots, hyphens, underscores or @");
    }
    if (hash.size() != HASH_BYTES) {
      throw new IllegalArgumentException("a SHA-256 hash has 64 hexadecimal digits");
    }
    this.name = name;
    this.hash = hash;
  }

  /** From the token itself. */
  public static OperatorToken of(String name, String text) {
    return new OperatorToken(name, new BearerToken(text).hash());
  }

  /** From the SHA-256 of the token. */
  public static OperatorToken ofHash(String name, Bytes hash) {
    return new OperatorToken(name, hash);
  }

  /** Who has it. */
  public String name() {
    return name;
  }

  /** Whether it is this one; takes equally long whatever the answer is. */
  boolean is(BearerToken token) {
    return MessageDigest.isEqual(hash.unsafeArray(), token.hash().unsafeArray());
  }

  @Override
  public String toString() {
    return "OperatorToken[" + name + "]";
  }
}
