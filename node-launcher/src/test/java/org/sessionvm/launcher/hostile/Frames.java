package org.sessionvm.launcher.hostile;

import java.nio.charset.StandardCharsets;

/** A WebSocket's bytes as a client writes them (RFC 6455, section 5.2), one character each. */
final class Frames {
  /** A whole text. */
  static final int TEXT = 0x81;

  /** The first piece of a text. */
  static final int TEXT_BEGINS = 0x01;

  static final int PING = 0x89;

  private static final int MASKED = 0x80;
  private static final int LONG_LENGTH = 127;

  /** A mask that changes nothing. */
  private static final String NO_MASK = "\0\0\0\0";

  private Frames() {}

  /** The request that upgrades. */
  static String handshake() {
    return String.join(
        "\r\n",
        "GET /ws HTTP/1.1",
        "Host: localhost",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "",
        "");
  }

  /** A frame that says to be as long as its payload. */
  static String of(int kind, String payload) {
    return head(kind, payload.getBytes(StandardCharsets.ISO_8859_1).length) + payload;
  }

  /** The head of a frame that says to be so long. */
  static String head(int kind, long length) {
    StringBuilder head = new StringBuilder();
    head.append((char) kind).append((char) (MASKED | LONG_LENGTH));
    for (int shift = 56; shift >= 0; shift -= 8) {
      head.append((char) (length >>> shift & 0xff));
    }
    return head + NO_MASK;
  }
}
