package org.sessionvm.launcher.wallet;

/** The wallet does not do what was asked; the message says why. */
final class WalletRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WalletRefusal(String message) {
    super(message);
  }
}
