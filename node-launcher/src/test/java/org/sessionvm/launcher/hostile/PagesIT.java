package org.sessionvm.launcher.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for more pages than there is memory for, and read what they get. */
@SuppressWarnings("NullAway.Init") // The node is there before any test.
class PagesIT {
  private static final int LARGE = 200_000;
  private static final int CONNECTIONS = 200;
  private static final int BATCH = 100;

  @TempDir static Path directory;
  private static Victim victim;

  @BeforeAll
  static void start() throws Exception {
    victim = new Victim(directory, List.of());
    for (int i = 0; i < 24; i++) {
      victim.send(LARGE);
    }
    for (int i = 0; i < 10; i++) {
      victim.send(512);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    try (Victim attacked = victim) {
      attacked.logsNothingOfIt();
    }
  }

  @Test
  void batchesOfPagesAreAnsweredInFullOrRefused() throws Exception {
    String batch = "[" + String.join(",", Collections.nCopies(BATCH, victim.pageRequest())) + "]";
    List<Future<PageAnswer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = attack.connect(0);
        answers.add(threads.submit(() -> PageAnswer.of(socket, victim.read(batch))));
      }
      victim.serves(CONNECTIONS + " batches of " + BATCH + " pages");
      int pages = 0;
      int cutOff = 0;
      for (Future<PageAnswer> each : answers) {
        try {
          PageAnswer answer = each.get(60, TimeUnit.SECONDS);
          assertThat(answer.isFullOrRefused(BATCH)).as("%s", answer).isTrue();
          pages += answer.results();
        } catch (ExecutionException e) {
          // On a busy machine a reader may be too slow, and gives way to the others: below.
          assertThat(e).hasCauseInstanceOf(IOException.class);
          cutOff++;
        }
      }
      assertThat(pages).isPositive();
      double tooSlow =
          victim.metric("sessionvm_limited_total{limit=\"transferBytesPerSecondMin\"}");
      System.out.printf(
          "%d pages, %d answers cut off, %.0f of them slow%n", pages, cutOff, tooSlow);
      assertThat(cutOff).isLessThan(CONNECTIONS / 2).isLessThanOrEqualTo((int) tooSlow);
    }
    victim.serves("after batches of pages");
    assertThat(victim.metric("sessionvm_http_failures_total")).isZero();
  }

  @Test
  void whoAsksForLittleDoesNotWaitForThoseWhoAskForPages() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = attack.connect(0);
        threads.execute(() -> askAgainAndAgain(socket));
      }
      for (int i = 0; i < 10; i++) {
        victim.serves(CONNECTIONS + " connections that ask for page after page");
      }
    }
  }

  /** Until the socket is closed, by either side. */
  private static void askAgainAndAgain(Socket socket) {
    try {
      while (PageAnswer.of(socket, victim.read(victim.pageRequest())).isFullOrRefused(1)) {
        // And again.
      }
    } catch (IOException e) {
      // The attack is over.
    }
  }
}
