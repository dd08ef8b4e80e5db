package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

class DeliveryMarksTest {
  private static final Bytes ID = Bytes.wrap(new byte[32]);

  private final List<Long> told = new CopyOnWriteArrayList<>();

  private static ReceivedMessage at(long sequence) {
    return new ReceivedMessage.SentByReader(
        sequence, new TransactionId(ID), new ParticipantId(ID), Instant.EPOCH);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tellsTheNewestMarkAlone() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (DeliveryMarks marks =
        new DeliveryMarks(
            0,
            mark -> {
              told.add(mark);
              begun.countDown();
              await(goOn);
            })) {
      marks.add(at(0));
      await(begun);
      marks.add(at(1));
      marks.add(at(2));
      marks.add(at(3));
      goOn.countDown();
    }
    assertThat(told).containsExactly(1L, 4L);
  }

  @Test
  void tellsNothingOfWhatDoesNotJoinOn() {
    try (DeliveryMarks marks = new DeliveryMarks(1, told::add)) {
      marks.add(at(2));
      marks.add(at(3));
    }
    assertThat(told).isEmpty();
  }

  @Test
  void saysAtTheEndThatTheLastMarkWasNotTold() {
    DeliveryMarks marks =
        new DeliveryMarks(
            0,
            _ -> {
              throw new ClientException.NodeUnavailable("down", Optional.empty());
            });
    marks.add(at(0));

    assertThatThrownBy(marks::close)
        .isInstanceOf(WalletRefusal.class)
        .hasMessageContaining("no receipt was sent")
        .hasMessageContaining("down");
  }

  @Test
  void forgetsAFailureThatALaterMarkMadeGood() {
    CountDownLatch failed = new CountDownLatch(1);
    try (DeliveryMarks marks =
        new DeliveryMarks(
            0,
            mark -> {
              if (failed.getCount() > 0) {
                failed.countDown();
                throw new ClientException.NodeUnavailable("down", Optional.empty());
              }
              told.add(mark);
            })) {
      marks.add(at(0));
      await(failed);
      marks.add(at(1));
    }
    assertThat(told).containsExactly(2L);
  }
}
