package org.sessionvm.launcher.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.launcher.settings.Setting.Kind;
import org.sessionvm.launcher.settings.Setting.Scope;
import org.sessionvm.rpc.method.Namespace;
import org.sessionvm.store.backup.BackupDirectory;

/** Every setting there is. One line here is option, environment variable and JSON key. */
public final class Settings {
  private static final List<Setting> ALL = new ArrayList<>();
  private static final ChainRules RULES = ChainRules.DEFAULT;
  private static final Limits LIMITS = Limits.DEFAULT;

  public static final Setting SESSION_TTL =
      rule("sessionTTL", RULES.sessionTtlSeconds(), 1, 315_360_000L, "seconds a session lasts");
  public static final Setting MAX_MESSAGES =
      rule(
          "maxMessages",
          RULES.messagesPerSessionMax(),
          1,
          1_000_000_000L,
          "messages a session takes");
  public static final Setting MAX_CHANNELS =
      rule("maxChannels", RULES.channelsPerOwnerMax(), 0, 1_000_000_000L, "channels an owner has");
  public static final Setting RETENTION_DAYS =
      rule("retentionDays", RULES.retentionDays(), 1, 36_500, "days that messages are kept");
  public static final Setting ID_PREFIX =
      add("idPrefix", new Kind.Text(16), RULES.idPrefix(), Scope.CHAIN, "goes into session ids");
  public static final Setting AUTH =
      add(
          "auth",
          new Kind.Choice(List.of("signed", "open")),
          "signed",
          Scope.CHAIN,
          "open checks no signature and is for tests alone");
  public static final Setting CIPHERTEXT_BYTES_MAX =
      rule("ciphertextBytesMax", LIMITS.ciphertextBytesMax(), 1, 262_144, "bytes of a ciphertext");
  public static final Setting PARTICIPANTS_MAX =
      rule("participantsMax", LIMITS.participantsMax(), 1, 100, "participants of a session");
  public static final Setting METADATA_BYTES_MAX =
      rule(
          "metadataBytesMax", LIMITS.metadataBytesMax(), 0, 4_096, "bytes of a session's metadata");
  public static final Setting PENDING_MESSAGES_MAX =
      rule(
          "pendingMessagesMax",
          LIMITS.pendingMessagesMax(),
          1,
          1_000_000,
          "messages of a pending session");
  public static final Setting PENDING_BYTES_MAX =
      rule(
          "pendingBytesMax",
          LIMITS.pendingBytesMax(),
          1,
          1 << 30,
          "ciphertext bytes of a pending session");
  public static final Setting UNPROVED_SESSIONS_MAX =
      rule(
          "unprovedSessionsMax",
          LIMITS.unprovedSessionsMax(),
          1,
          100_000_000,
          "sessions in which nobody has proved anything");

  public static final Setting SESSION_RENEWAL_MAX =
      rule(
          "sessionRenewalMax",
          RULES.sessionRenewalMaxSeconds(),
          1,
          315_360_000L,
          "seconds ahead to which a session's end may be moved");

  public static final Setting DATA_DIR = text("dataDir", "./data", "directory of the chain");
  public static final Setting HTTP_ADDR =
      text("httpAddr", "127.0.0.1:9652", "host:port of JSON-RPC and health");
  public static final Setting METRICS_ADDR =
      text("metricsAddr", "127.0.0.1:9655", "host:port of the Prometheus metrics");
  public static final TlsSettings HTTP_TLS = tls("http");
  public static final TlsSettings METRICS_TLS = tls("metrics");
  public static final Setting HTTP_NAMESPACES =
      namespaces("httpNamespaces", Namespace.PUBLIC, "namespaces that httpAddr serves");
  public static final Setting METRICS_NAMESPACES =
      namespaces("metricsNamespaces", Namespace.OPERATIONS, "namespaces that metricsAddr serves");
  public static final Setting OPERATOR_TOKENS_FILE =
      text("operatorTokensFile", "", "file of the operators' names and tokens, mode 0600");
  public static final Setting HTTP_ALLOWED_HOSTS =
      texts("httpAllowedHosts", "localhost", "Host headers that are answered; * for all");
  public static final Setting HTTP_CORS_ORIGINS =
      texts("httpCorsOrigins", "", "origins whose pages may call; * for all");
  public static final Setting HTTP_BODY_BYTES_MAX =
      whole("httpBodyBytesMax", 1 << 20, 1_024, 64 << 20, "bytes of a request's body");
  public static final Setting HTTP_BATCH_MAX =
      whole("httpBatchMax", 100, 1, 10_000, "calls of a batch");
  public static final Setting HTTP_CONNECTIONS_MAX =
      whole("httpConnectionsMax", 8_192, 1, 65_536, "open connections");
  public static final Setting HTTP_IDLE_SECONDS =
      whole("httpIdleSeconds", 30, 1, 3_600, "seconds until an idle connection is closed");
  public static final Setting ACCEPT_TIMEOUT_MILLIS =
      whole("acceptTimeoutMillis", 10_000, 1, 600_000, "milliseconds a write waits for its block");
  public static final Setting REQUESTS_PER_SECOND =
      whole(
          "requestsPerSecond",
          -1,
          -1,
          100_000,
          "requests of an address; 0 is no limit, -1 is 300 unless on loopback");
  public static final Setting WRITES_PER_SECOND =
      whole(
          "writesPerSecond",
          -1,
          -1,
          100_000,
          "writes of a sender; 0 is no limit, -1 is 50 unless on loopback");
  public static final Setting CRYPTO_PROVIDER =
      add(
          "cryptoProvider",
          new Kind.Choice(List.of("auto", "bouncycastle", "conscrypt")),
          "auto",
          Scope.NODE,
          "who checks signatures; auto takes the fastest that passes its self-test");
  public static final Setting LOG_LEVEL =
      add(
          "logLevel",
          new Kind.Choice(List.of("error", "warn", "info", "debug", "trace")),
          "info",
          Scope.NODE,
          "how much is logged");
  public static final Setting LOG_FORMAT =
      add(
          "logFormat",
          new Kind.Choice(List.of("text", "json")),
          "text",
          Scope.NODE,
          "form of a line of the log");
  public static final Setting LOG_FILE = text("logFile", "", "file of the log; none is stderr");
  public static final Setting LOG_FILE_BYTES_MAX =
      whole("logFileBytesMax", 16 << 20, 64 << 10, 1 << 30, "bytes after which it is put aside");
  public static final Setting LOG_FILES_KEPT =
      whole("logFilesKept", 7, 1, 1_000, "files of the log put aside; older ones are deleted");
  public static final Setting MEMPOOL_TRANSACTIONS_MAX =
      whole("mempoolTransactionsMax", 8_192, 1, 1_000_000, "transactions that wait for a block");
  public static final Setting MEMPOOL_BYTES_MAX =
      whole("mempoolBytesMax", 64L << 20, 1 << 20, 1L << 32, "bytes of them");
  public static final Setting VERIFICATION_QUEUE_MAX =
      whole("verificationQueueMax", 4_096, 1, 1_000_000, "signatures that wait to be checked");
  public static final Setting MAINTENANCE_SECONDS =
      whole("maintenanceSeconds", 60, 1, 3_600, "idle seconds before what is due is swept");
  public static final Setting KEEP_PAYLOADS =
      flag("keepPayloads", "keep payloads on disk past their retention");
  public static final Setting STORE_CACHE_BYTES =
      whole("storeCacheBytes", 48L << 20, 1 << 20, 1L << 40, "bytes of the store's block cache");
  public static final Setting ACKNOWLEDGE_BEFORE_SYNC =
      flag(
          "acknowledgeBeforeSync",
          "answer before data is on disk: a power failure loses messages and may damage the log");

  public static final Setting STORE_FREE_BYTES_MIN =
      whole(
          "storeFreeBytesMin",
          128L << 20,
          0,
          1L << 50,
          "free bytes of the store's disk below which nothing more is accepted");
  public static final Setting STORE_FREE_BYTES_WARN =
      whole("storeFreeBytesWarn", 1L << 30, 0, 1L << 50, "free bytes below which the node warns");
  public static final Setting BACKUP_DIR =
      text("backupDir", "", "directory of backups; dataDir with -backups if empty");
  public static final Setting BACKUPS_KEPT =
      whole("backupsKept", 7, 1, BackupDirectory.KEPT_MAX, "backups that stay; the oldest go");

  private Settings() {}

  /** Every setting, in the order in which people are shown them. */
  public static List<Setting> all() {
    return List.copyOf(ALL);
  }

  /** The setting with this name. */
  public static Optional<Setting> named(String name) {
    return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
  }

  private static Setting rule(String name, long value, long least, long most, String help) {
    return add(name, new Kind.Whole(least, most), Long.toString(value), Scope.CHAIN, help);
  }

  private static Setting whole(String name, long value, long least, long most, String help) {
    return add(name, new Kind.Whole(least, most), Long.toString(value), Scope.NODE, help);
  }

  private static Setting text(String name, String value, String help) {
    return add(name, new Kind.Text(4_096), value, Scope.NODE, help);
  }

  private static Setting texts(String name, String value, String help) {
    return add(name, new Kind.Texts(256), value, Scope.NODE, help);
  }

  private static Setting namespaces(String name, Set<Namespace> value, String help) {
    return add(
        name,
        new Kind.Words(texts(Namespace.all())),
        String.join(",", texts(value)),
        Scope.NODE,
        help);
  }

  private static List<String> texts(Set<Namespace> namespaces) {
    return Namespace.all().stream().filter(namespaces::contains).map(Namespace::text).toList();
  }

  private static TlsSettings tls(String listener) {
    String address = listener + "Addr";
    String prefix = listener + "Tls";
    return new TlsSettings(
        listener,
        text(prefix + "CertificateFile", "", "PEM certificate of " + address + " with its issuers"),
        text(prefix + "KeyFile", "", "its private key in PEM, mode 0600"),
        text(prefix + "KeyStoreFile", "", "both in PKCS #12 instead, mode 0600"),
        text(
            prefix + "PasswordFile",
            "",
            "file whose first line opens the key; SESSIONVM_TLS_PASSWORD if none, mode 0600"),
        text(prefix + "ClientCaFile", "", "PEM certificates of who issues those of clients"),
        add(
            prefix + "ClientAuth",
            new Kind.Choice(
                List.of(
                    TlsSettings.CLIENTS_NOT_ASKED,
                    TlsSettings.CLIENTS_ASKED,
                    TlsSettings.CLIENTS_REQUIRED)),
            TlsSettings.CLIENTS_NOT_ASKED,
            Scope.NODE,
            "whether clients of " + address + " are asked for a certificate, or need one"));
  }

  private static Setting flag(String name, String help) {
    return add(name, new Kind.Flag(), "false", Scope.NODE, help);
  }

  private static Setting add(String name, Kind kind, String value, Scope scope, String help) {
    Setting setting = new Setting(name, kind, value, scope, help);
    ALL.add(setting);
    return setting;
  }
}
