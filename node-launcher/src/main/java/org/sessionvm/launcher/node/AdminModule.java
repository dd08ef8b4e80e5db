package org.sessionvm.launcher.node;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.sessionvm.launcher.files.ReloadedFiles;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.tls.ListenerCertificate;
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
  private final Optional<ReloadedFiles> tokens;

  private AdminModule(String token, Administration administration, Optional<ReloadedFiles> tokens) {
    this.token = token;
    this.administration = administration;
    this.tokens = tokens;
  }

  static AdminModule of(
      EffectiveSettings settings,
      RocksDbStore store,
      Backups backups,
      Certificates certificates,
      NodeMetrics metrics) {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    String token = Bytes.wrap(secret).toHex();
    Operators operators = new Operators(Optional.of(OperatorToken.of(LOCAL, token)), metrics);
    return new AdminModule(
        token,
        new Administration(operators, operations(store, backups, certificates)),
        tokens(settings, operators));
  }

  private static Optional<ReloadedFiles> tokens(EffectiveSettings settings, Operators operators) {
    String file = settings.text(Settings.OPERATOR_TOKENS_FILE);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(file);
    return Optional.of(
        ReloadedFiles.take(
            Settings.OPERATOR_TOKENS_FILE.name(),
            List.of(path),
            () -> operators.replace(OperatorTokensFile.read(path))));
  }

  private static NodeOperations operations(
      RocksDbStore store, Backups backups, Certificates certificates) {
    return new NodeOperations(
        new Levels(), () -> flush(store), Peers.NONE, certificates, Optional.of(backups));
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

  /** The file of the operators, if there is one. */
  Optional<ReloadedFiles> tokens() {
    return tokens;
  }

  /**
   * Writes where and how to ask, until it is closed.
   *
   * @param certificate of that address, if it has one
   */
  OperatorFile announce(
      EffectiveSettings settings, URI url, Optional<ListenerCertificate> certificate) {
    OperatorFile file = OperatorFile.write(Path.of(settings.text(Settings.DATA_DIR)), url, token);
    certificate.ifPresent(each -> each.follow(file::pin));
    return file;
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
