package org.sessionvm.client;

import java.time.Instant;

/** A bearer token. Not a record: it is a secret and must not print itself. */
final class Token {
  private static final String VISIBLE_ASCII = "[!-~]{1,512}";

  private final String value;
  private final Instant expires;

  Token(String value, Instant expires) {
    if (!value.matches(VISIBLE_ASCII)) {
      throw new ClientException.ProtocolViolation("\"token\" is malformed");
    }
    this.value = value;
    this.expires = expires;
  }

  String authorization() {
    return "Bearer " + value;
  }

  boolean isGoodAt(Instant time) {
    return time.isBefore(expires);
  }

  @Override
  public String toString() {
    return "Token";
  }
}
