package org.sessionvm.launcher.wallet;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.HistoryRange;
import org.sessionvm.client.HistoryRange.Order;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureSession;
import picocli.CommandLine.Option;

/** Which messages to read: from a place on, or by the times of their blocks. */
final class HistoryOptions {
  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      description = "Begin with this message (default: 0).")
  private @Nullable Long from;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = "Only messages from this time on, such as 2026-12-24T18:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = "Only messages up to this time, itself included.")
  private @Nullable Instant until;

  @Option(
      names = "--order",
      paramLabel = "asc|desc",
      converter = OrderArgument.class,
      description = "asc begins with the oldest message, desc with the newest (default: asc).")
  private @Nullable Order order;

  /** Refuses what contradicts itself, before anybody is asked for a password. */
  void check() {
    if (from != null && from < 0) {
      throw new WalletRefusal("--from must not be negative");
    }
    if (isByTime()) {
      var _ = range();
    }
  }

  Iterable<ReceivedMessage> messages(SecureSession session) {
    return isByTime() ? session.history(range()) : session.messages(from == null ? 0 : from);
  }

  private boolean isByTime() {
    return since != null || until != null || order != null;
  }

  private HistoryRange range() {
    if (from != null) {
      throw new WalletRefusal("--from does not go with --since, --until and --order");
    }
    try {
      return new HistoryRange(
          Optional.ofNullable(since),
          Optional.ofNullable(until),
          Objects.requireNonNullElse(order, Order.OLDEST_FIRST));
    } catch (IllegalArgumentException e) {
      throw new WalletRefusal("--since, --until: " + e.getMessage());
    }
  }
}
