package org.sessionvm.launcher.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.SettingException;

/** Reads {@code host:port}, {@code [v6]:port} and {@code :port}, which is every address. */
final class SocketAddresses {
  private static final int PORT_MAX = 65_535;

  private SocketAddresses() {}

  static InetSocketAddress parse(EffectiveSettings settings, Setting setting) {
    String text = settings.text(setting);
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    int port = port(setting, colon < 0 ? "" : text.substring(colon + 1));
    try {
      return host.isEmpty()
          ? new InetSocketAddress(port)
          : new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new SettingException(setting.name() + " names a host without an address");
    }
  }

  private static int port(Setting setting, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= PORT_MAX) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new SettingException(setting.name() + " must be host:port with a port up to " + PORT_MAX);
  }
}
