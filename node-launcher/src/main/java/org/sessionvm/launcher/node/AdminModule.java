package org.sessionvm.launcher.node;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SortedMap;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.Administration;
import org.sessionvm.rpc.access.OperatorToken;
import org.sessionvm.rpc.access.Operators;
import org.sessionvm.rpc.admin.Backups;
import org.sessionvm.rpc.admin.Certificates;
import org.sessionvm.rpc.admin.LogLevels;
import org.sessionvm.rpc.admin.NodeOperations;
import org.sessionvm.rpc.admin.OperationException;
import org.sessionvm.rpc.admin.Peers;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.RocksDbStore;

/** Wires what operators may do, and tells commands on this machine how to ask for it. */
final class AdminModule {
  /** The name in the log of whoever has the token that is in the data directory. */
  static final String LOCAL = "local";

  private static final int TOKEN_BYTES = 32;

  private final String token;
  private final Administration administration;

  private AdminModule(String token, Administration administration) {
    this.token = token;
    this.administration = administration;
  }

  static AdminModule of(
      EffectiveSettings settings, RocksDbStore store, Backups backups, NodeMetrics metrics) {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    String token = Bytes.wrap(secret).toHex();
    Operators operators = new Operators(Optional.of(OperatorToken.of(LOCAL, token)), metrics);
    String file = settings.text(Settings.OPERATOR_TOKENS_FILE);
    if (!file.isEmpty()) {
      operators.replace(OperatorTokensFile.read(Path.of(file)));
    }
    return new AdminModule(token, new Administration(operators, operations(store, backups)));
  }

  private static NodeOperations operations(RocksDbStore store, Backups backups) {
    return new NodeOperations(
        new Levels(), () -> flush(store), Peers.NONE, Certificates.NONE, Optional.of(backups));
  }

  private static void flush(RocksDbStore store) {
    try {
      store.flush();
    } catch (StoreException e) {
      throw OperationException.failed(String.valueOf(e.getMessage()));
    }
  }

  Administration administration() {
    return administration;
  }

  /** Writes where and how to ask, until it is closed. */
  OperatorFile announce(EffectiveSettings settings, URI url) {
    return OperatorFile.write(Path.of(settings.text(Settings.DATA_DIR)), url, token);
  }

  /** The levels of this process. */
  private record Levels() implements LogLevels {
    @Override
    public SortedMap<String, String> levels() {
      return Logging.levels();
    }

    @Override
    public void set(Optional<String> logger, String level) {
      try {
        Logging.set(logger, level);
      } catch (IllegalArgumentException e) {
        String reason = String.valueOf(e.getMessage());
        String field = reason.startsWith("level") ? "level" : "logger";
        throw OperationException.invalid(field, reason.substring(field.length()).strip());
      }
    }
  }

  @Override
  public String toString() {
    return "AdminModule";
  }
}
