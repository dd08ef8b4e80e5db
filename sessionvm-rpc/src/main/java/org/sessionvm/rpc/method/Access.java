package org.sessionvm.rpc.method;

/** Who may call a method. */
public enum Access {
  /** Anyone; what the call does may still need a signature. */
  PUBLIC("public"),
  /** Who has a token of {@code Authenticate}; anyone in a chain that asks for no proof. */
  TOKEN("token"),
  /** Who has an operator's token. */
  OPERATOR("operator"),
  /** The same, of a method that only tells and may be asked many times a second. */
  OPERATOR_READ("operator");

  private final String text;

  Access(String text) {
    this.text = text;
  }

  /** One word for documents. */
  public String text() {
    return text;
  }
}
