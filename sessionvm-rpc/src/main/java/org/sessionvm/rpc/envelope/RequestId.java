package org.sessionvm.rpc.envelope;

/**
 * A request's id exactly as it was written, without blanks, so that it goes back unchanged.
 *
 * @param json one JSON value
 */
public record RequestId(String json) {
  /** The id of an answer to what had none. */
  public static final RequestId NULL = new RequestId("null");

  /** The id that {@code json}, one valid JSON value, says; blanks between tokens are dropped. */
  static RequestId of(CharSequence json) {
    StringBuilder compact = new StringBuilder(json.length());
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString && c == '\\') {
        compact.append(c).append(json.charAt(++i));
        continue;
      }
      inString ^= c == '"';
      if (inString || " \t\r\n".indexOf(c) < 0) {
        compact.append(c);
      }
    }
    return new RequestId(compact.toString());
  }

  /** Whether it is the JSON value null. */
  boolean isNull() {
    return json.equals("null");
  }
}
