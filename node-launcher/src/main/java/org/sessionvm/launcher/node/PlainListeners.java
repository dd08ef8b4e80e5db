package org.sessionvm.launcher.node;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.rpc.RpcSettings;

/** Warns of addresses that others can reach and that everyone on the way can read. */
final class PlainListeners {
  private PlainListeners() {}

  static List<String> warnings(RpcSettings network) {
    List<String> warnings = new ArrayList<>();
    add(warnings, Settings.HTTP_ADDR, Settings.HTTP_TLS.certificateFile(), network.http());
    network
        .metrics()
        .ifPresent(
            listener ->
                add(
                    warnings,
                    Settings.METRICS_ADDR,
                    Settings.METRICS_TLS.certificateFile(),
                    listener));
    return warnings;
  }

  private static void add(
      List<String> warnings, Setting address, Setting mend, RpcSettings.Listener listener) {
    if (listener.tls().isEmpty() && !listener.isLoopback()) {
      warnings.add(
          address.name()
              + " is not on loopback and has no TLS: who is on the way reads tokens and alters"
              + " answers; see "
              + mend.name());
    }
  }
}
