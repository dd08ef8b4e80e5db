package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

class ShownMessagesTest {
  private static final Bytes ID = Bytes.wrap(new byte[32]);

  private static ReceivedMessage at(long sequence) {
    return new ReceivedMessage.SentByReader(
        sequence, new TransactionId(ID), new ParticipantId(ID), Instant.EPOCH);
  }

  private static ReceivedMessage rejected(long sequence, Reason reason) {
    return new ReceivedMessage.Rejected(
        sequence, new TransactionId(ID), new ParticipantId(ID), Instant.EPOCH, reason);
  }

  private static ShownMessages shown(ReceivedMessage... messages) {
    ShownMessages shown = new ShownMessages();
    for (ReceivedMessage message : messages) {
      shown.add(message);
    }
    return shown;
  }

  @Test
  void raisesAMarkThatItJoinsOnTo() {
    for (ShownMessages shown : new ShownMessages[] {shown(at(3), at(4)), shown(at(4), at(3))}) {
      assertThat(shown.raised(2)).as("message 2 was not shown").isEmpty();
      assertThat(shown.raised(3)).isEqualTo(OptionalLong.of(5));
      assertThat(shown.raised(4)).isEqualTo(OptionalLong.of(5));
      assertThat(shown.raised(5)).as("nothing new").isEmpty();
    }
    assertThat(shown().raised(0)).isEmpty();
  }

  @Test
  void countsWhatIsGoneAndWhatIsNotBelievedButHasItsPlace() {
    assertThat(
            shown(new ReceivedMessage.Missing(0, 4), rejected(4, Reason.BAD_SIGNATURE)).raised(0))
        .isEqualTo(OptionalLong.of(5));
    assertThat(shown(at(0), rejected(900, Reason.OUT_OF_ORDER)).raised(0))
        .isEqualTo(OptionalLong.of(1));
  }
}
