package org.sessionvm.launcher.wallet;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ReceivedMessage;
import picocli.CommandLine.Option;

/** From where, and for how long messages are shown as they come. */
final class ListenOptions {
  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      description = "Begin with this message (default: the next one).")
  private @Nullable Long from;

  @Option(names = "--count", paramLabel = "N", description = "End after so many (default: never).")
  private @Nullable Long count;

  /** Refuses what makes no sense. */
  void check() {
    if ((from != null && from < 0) || (count != null && count < 1)) {
      throw new WalletRefusal("--from must not be negative, and --count not less than 1");
    }
  }

  OptionalLong from() {
    return from == null ? OptionalLong.empty() : OptionalLong.of(from);
  }

  /** Shows each message, and then does something with it. */
  void show(Output out, Iterator<ReceivedMessage> messages, Consumer<ReceivedMessage> afterwards) {
    each(
        messages,
        message -> {
          MessageLines.print(out, message);
          afterwards.accept(message);
        });
  }

  /** Does something with each, as many as were asked for. */
  <T> void each(Iterator<T> news, Consumer<T> action) {
    long most = count == null ? Long.MAX_VALUE : count;
    for (long left = most; left > 0 && news.hasNext(); left--) {
      action.accept(news.next());
    }
  }
}
