package org.sessionvm.rpc.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.verification.SignatureSource;

/** Who waits how long is a matter of turns, so nothing here is timed. */
class PageTurnsTest {
  private static final long LONG_MILLIS = 60_000;

  private final PageTurns turns = new PageTurns(1);
  private final BlockingQueue<Granted> granted = new LinkedBlockingQueue<>();
  private int asked;

  private record Granted(SignatureSource source, Runnable end) {}

  private static SignatureSource source(String network) {
    return new SignatureSource(Bytes.fromHex(network));
  }

  /** Asks, and returns once it waits. */
  private void ask(SignatureSource source) {
    Thread.ofVirtual()
        .start(
            () ->
                turns
                    .take(source, LONG_MILLIS)
                    .ifPresent(end -> granted.add(new Granted(source, end))));
    asked++;
    while (turns.waiting() < asked) {
      Thread.onSpinWait();
    }
  }

  private Granted next() throws InterruptedException {
    return Optional.ofNullable(granted.poll(LONG_MILLIS, TimeUnit.MILLISECONDS)).orElseThrow();
  }

  /** The place of {@code wanted} among the next turns, from 0. */
  private int placeOf(SignatureSource wanted) throws InterruptedException {
    for (int place = 0; ; place++) {
      Granted turn = next();
      turn.end.run();
      if (turn.source == wanted) {
        return place;
      }
    }
  }

  @Test
  void anAddressWithManyConnectionsHasOneTurnOfTwo() throws Exception {
    Runnable running = turns.take(source("0a000001"), 0).orElseThrow();
    for (int i = 0; i < 50; i++) {
      ask(source("0a000001"));
    }
    SignatureSource honest = source("0a000002");
    ask(honest);
    running.run();

    assertThat(placeOf(honest)).isLessThanOrEqualTo(1);
  }

  @Test
  void aConnectionThatAsksAgainAndAgainHasOneTurnOfTwo() throws Exception {
    SignatureSource greedy = source("7f000001");
    Runnable running = turns.take(greedy, 0).orElseThrow();
    for (int i = 0; i < 50; i++) {
      ask(greedy);
    }
    SignatureSource honest = source("7f000001");
    ask(honest);
    running.run();

    assertThat(placeOf(honest)).isLessThanOrEqualTo(1);
  }

  @Test
  void neverMoreThanSoManyAtOnce() {
    PageTurns two = new PageTurns(2);
    List<Runnable> running = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      running.add(two.take(source("7f000001"), 0).orElseThrow());
    }

    assertThat(two.take(source("0a000001"), 0)).isEmpty();
    running.getFirst().run();
    assertThat(two.take(source("0a000001"), 0)).isPresent();
    assertThat(two.take(source("0a000001"), 0)).isEmpty();
  }

  @Test
  void whoGaveUpTakesNoTurn() {
    Runnable running = turns.take(source("7f000001"), 0).orElseThrow();
    assertThat(turns.take(source("0a000001"), 1)).isEmpty();
    assertThat(turns.waiting()).isZero();
    running.run();

    assertThat(turns.take(source("0a000002"), 0)).isPresent();
  }
}
