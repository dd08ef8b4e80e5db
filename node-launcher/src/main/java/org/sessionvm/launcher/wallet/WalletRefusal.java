package org.sessionvm.launcher.wallet;

import org.sessionvm.client.ClientException;

/** The wallet does not do what was asked; the message says why. */
final class WalletRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WalletRefusal(String message) {
    super(message);
  }

  /** Messages are shown, and the others cannot be told. */
  static WalletRefusal notAcknowledged(ClientException reason) {
    return new WalletRefusal("shown, but no receipt was sent: " + reason.getMessage());
  }
}
