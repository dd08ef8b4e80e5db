package org.sessionvm.rpc.admin;

import java.io.Serial;
import java.util.Optional;

/**
 * The node does not do what its operator asked. The message is shown to the operator: it may name
 * files and limits, never a secret.
 */
public final class OperationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Optional<String> field;

  private OperationException(Optional<String> field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  /** It could not be done now. */
  public static OperationException failed(String reason) {
    return new OperationException(Optional.empty(), reason);
  }

  /** A parameter is wrong. */
  public static OperationException invalid(String field, String reason) {
    return new OperationException(Optional.of(field), reason);
  }

  /** Which parameter is at fault, if one is. */
  public Optional<String> field() {
    return field;
  }
}
