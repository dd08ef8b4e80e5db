package org.sessionvm.rpc.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.SessionId;

/** What is kept of blocks until somebody looks. */
final class TouchesTest {
  private final Touches touches = new Touches();

  private static Bytes bytes(int number) {
    return Bytes.fromHex("00".repeat(28)).concat(new ByteWriter().u32(number).toBytes());
  }

  private static Touch message(Subject subject, long sequence) {
    return new Touch(subject, SequenceRange.of(sequence), false);
  }

  private static Touch changed(Subject subject) {
    return new Touch(subject, SequenceRange.NONE, true);
  }

  @Test
  void keepsASessionAChannelAndReceiptsOfOneIdApart() throws Exception {
    Subject session = new Subject.OfSession(new SessionId(bytes(1)));
    Subject channel = new Subject.OfChannel(new ChannelId(bytes(1)));
    Subject receipts = new Subject.OfReceipts(new SessionId(bytes(1)));
    touches.add(List.of(message(session, 3), message(channel, 5), changed(receipts)));
    touches.add(List.of(changed(session), message(session, 4), message(channel, 6)));

    Touches.Taken taken = touches.take();

    assertThat(taken.missed()).isFalse();
    assertThat(taken.touches())
        .containsExactly(
            new Touch(session, new SequenceRange(3, 5), true),
            new Touch(channel, new SequenceRange(5, 7), false),
            changed(receipts));
  }

  @Test
  void saysThatSomethingWasMissedOnceThereIsTooMuch() throws Exception {
    List<Touch> most =
        IntStream.range(0, Touches.SUBJECTS_MAX)
            .mapToObj(i -> changed(new Subject.OfChannel(new ChannelId(bytes(i)))))
            .toList();
    touches.add(most);
    touches.add(most);
    touches.add(List.of(changed(new Subject.OfSession(new SessionId(bytes(0))))));

    Touches.Taken taken = touches.take();

    assertThat(taken.missed()).isTrue();
    assertThat(taken.touches()).containsExactlyElementsOf(most);
    touches.add(most.subList(0, 1));
    assertThat(touches.take().missed()).isFalse();
  }
}
