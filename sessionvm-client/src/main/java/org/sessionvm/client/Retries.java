package org.sessionvm.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Repeats a call until it succeeds, fails for good, or the deadline passes. Safe for every call:
 * reads change nothing, and a write is the same signed transaction each time.
 */
final class Retries {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Duration deadline;
  private final RetryClock clock;

  Retries(Duration deadline, RetryClock clock) {
    this.deadline = deadline;
    this.clock = clock;
  }

  /** Calls with the time that is left, and again as long as that may help. */
  <T> T run(Function<Duration, T> attempt) {
    long end = clock.nanoTime() + deadline.toNanos();
    for (int failures = 0; ; failures++) {
      try {
        return attempt.apply(Duration.ofNanos(Math.max(1, end - clock.nanoTime())));
      } catch (ClientException e) {
        Duration pause = pauseAfter(e, failures).orElseThrow(() -> e);
        if (clock.nanoTime() + pause.toNanos() >= end) {
          throw e;
        }
        pause(pause);
      }
    }
  }

  private static Optional<Duration> pauseAfter(ClientException failure, int failures) {
    Duration backoff = backoff(failures);
    return switch (failure) {
      case ClientException.NodeUnavailable e ->
          Optional.of(e.retryAfter().map(asked -> longer(asked, backoff)).orElse(backoff));
      case ClientException.NotYetAccepted _ -> Optional.of(backoff);
      // Others were told the same time: the jitter keeps them from coming back together.
      case ClientException.LimitExceeded e -> e.retryAfter().map(asked -> asked.plus(backoff));
      case ClientException.UnknownSession _,
          ClientException.SessionEnded _,
          ClientException.Unauthorized _,
          ClientException.InvalidParameters _,
          ClientException.NodeFault _,
          ClientException.TlsFailed _,
          ClientException.ProtocolViolation _,
          ClientException.NoChannelKey _,
          ClientException.UnprovedKeys _ ->
          Optional.empty();
    };
  }

  /** Between half and all of a time that doubles with each failure. */
  private static Duration backoff(int failures) {
    long bound =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private void pause(Duration pause) {
    try {
      clock.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.NodeUnavailable("interrupted while waiting", e);
    }
  }
}
