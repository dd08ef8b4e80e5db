package org.sessionvm.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.verification.SignatureSource.Standing;

/** Who waits how long is a matter of turns, so nothing here is timed. */
class FairQueueTest {
  private static final int THREADS = 4;

  private final FairQueue queue = new FairQueue(100, THREADS);

  private static SignatureSource source(String network, int good) {
    SignatureSource source = new SignatureSource(Bytes.fromHex(network));
    for (int i = 0; i < Math.abs(good); i++) {
      source.judged(good > 0);
    }
    return source;
  }

  private Optional<WaitingCheck> offer(SignatureSource source) {
    return queue.offer(new WaitingCheck(source, () -> true, new CompletableFuture<>()));
  }

  /** The place of {@code wanted} among the next checks, from 0. */
  private int placeOf(SignatureSource wanted) throws InterruptedException {
    for (int place = 0; ; place++) {
      FairQueue.Turn turn = queue.take().orElseThrow();
      queue.done(turn);
      if (turn.check().source() == wanted) {
        return place;
      }
    }
  }

  @Test
  void whoProvedItselfPassesACrowdOfSuspectsOfTheSameAddress() throws Exception {
    for (int i = 0; i < 60; i++) {
      offer(source("7f000001", -1));
    }
    SignatureSource honest = source("7f000001", 1);
    offer(honest);

    assertThat(placeOf(honest)).isLessThanOrEqualTo(1);
  }

  @Test
  void whoIsNewPassesACrowdOfSuspectsAndIsNotStarvedByTheProved() throws Exception {
    SignatureSource busy = source("0a000001", 1);
    for (int i = 0; i < 60; i++) {
      offer(i % 2 == 0 ? busy : source("7f000001", -1));
    }
    SignatureSource honest = source("7f000001", 0);
    offer(honest);

    assertThat(placeOf(honest)).isLessThanOrEqualTo(8);
  }

  @Test
  void ofEightTurnsFiveAreForTheProvedAndTwoForTheNew() throws Exception {
    for (int i = 0; i < 8; i++) {
      offer(source("0a000001", 1));
      offer(source("0a000002", 0));
      offer(source("0a000003", -1));
    }
    Map<Standing, Integer> turns = new EnumMap<>(Standing.class);
    for (int i = 0; i < 8; i++) {
      FairQueue.Turn turn = queue.take().orElseThrow();
      turns.merge(turn.check().source().standing(), 1, Integer::sum);
      queue.done(turn);
    }

    assertThat(turns)
        .isEqualTo(Map.of(Standing.PROVED, 5, Standing.UNKNOWN, 2, Standing.SUSPECT, 1));
  }

  @Test
  void anAddressWithManyConnectionsHasOneTurnOfTwo() throws Exception {
    for (int i = 0; i < 60; i++) {
      offer(source("0a000001", 0));
    }
    SignatureSource honest = source("0a000002", 0);
    offer(honest);

    assertThat(placeOf(honest)).isLessThanOrEqualTo(1);
  }

  @Test
  void aConnectionWithManyChecksHasOneTurnOfTwo() throws Exception {
    SignatureSource greedy = source("7f000001", 0);
    for (int i = 0; i < 60; i++) {
      offer(greedy);
    }
    SignatureSource honest = source("7f000001", 0);
    offer(honest);

    assertThat(placeOf(honest)).isLessThanOrEqualTo(1);
  }

  @Test
  void suspectsNeverHaveMoreThanHalfOfTheThreads() throws Exception {
    for (int i = 0; i < 10; i++) {
      offer(source("7f000001", -1));
    }
    List<FairQueue.Turn> running = new ArrayList<>();
    for (int i = 0; i < THREADS / 2; i++) {
      running.add(queue.take().orElseThrow());
    }
    for (int i = 0; i < 8; i++) {
      offer(source("7f000001", 0));
    }

    // A round of all turns, one of which would be a suspect's.
    for (int i = 0; i < 8; i++) {
      assertThat(queue.take().orElseThrow().suspect()).isFalse();
    }
    CompletableFuture<Optional<FairQueue.Turn>> next = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                next.complete(queue.take());
              } catch (InterruptedException e) {
                next.completeExceptionally(e);
              }
            });
    queue.done(running.getFirst());
    assertThat(next.join().orElseThrow().suspect()).isTrue();
  }

  @Test
  void whenItIsFullTheWeakestClaimGoes() {
    List<SignatureSource> suspects = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      suspects.add(source("7f000001", -1));
      offer(suspects.getLast());
    }
    SignatureSource greedy = source("0a000001", 0);
    for (int i = 0; i < 50; i++) {
      offer(greedy);
    }
    SignatureSource honest = source("0a000002", 0);

    assertThat(offer(honest).orElseThrow().source().standing()).isEqualTo(Standing.SUSPECT);
    SignatureSource another = source("7f000001", -1);
    assertThat(offer(another).orElseThrow().source()).isSameAs(another);
    for (int i = 0; i < 49; i++) {
      offer(source("0a000002", 0));
    }
    assertThat(offer(source("0a000003", 0)).orElseThrow().source().standing())
        .isNotEqualTo(Standing.PROVED);
    assertThat(queue.size()).isEqualTo(100);
  }

  @Test
  void oneBadSignatureCostsEightGoodOnes() {
    SignatureSource source = source("7f000001", 1);
    source.judged(false);
    for (int i = 0; i < SignatureSource.PROBATION; i++) {
      assertThat(source.standing()).isEqualTo(Standing.SUSPECT);
      source.judged(true);
    }
    assertThat(source.standing()).isEqualTo(Standing.UNKNOWN);
    source.judged(true);
    assertThat(source.standing()).isEqualTo(Standing.PROVED);
  }

  @Test
  void whatWaitsWhenItIsClosedStillHasItsTurn() throws Exception {
    SignatureSource honest = source("7f000001", 0);
    offer(honest);
    queue.close();

    assertThat(offer(honest)).isPresent();
    assertThat(queue.take()).isPresent();
    assertThat(queue.take()).isEmpty();
  }
}
