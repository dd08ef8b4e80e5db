package org.sessionvm.launcher.node;

import org.sessionvm.crypto.provider.CryptoProviders;
import org.sessionvm.crypto.provider.Preference;
import org.sessionvm.crypto.provider.Selection;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;

/** Chooses who checks signatures. */
final class CryptoModule {
  private CryptoModule() {}

  static Selection select(EffectiveSettings settings) {
    return CryptoProviders.select(
        switch (settings.text(Settings.CRYPTO_PROVIDER)) {
          case "bouncycastle" -> Preference.BOUNCY_CASTLE;
          case "conscrypt" -> Preference.CONSCRYPT;
          default -> Preference.AUTO;
        });
  }
}
