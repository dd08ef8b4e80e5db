package org.sessionvm.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChannelGenerationsTest {
  private static ChannelGenerations complete() {
    return ChannelGenerations.NONE.begun(2).withEntry().withEntry();
  }

  @Test
  void nothingIsSentBeforeTheFirstGenerationIsComplete() {
    assertThat(ChannelGenerations.NONE.isSendable(0)).isFalse();
    assertThat(ChannelGenerations.NONE.begun(2).withEntry().isSendable(1)).isFalse();
    assertThat(complete().isSendable(1)).isTrue();
  }

  @Test
  void theOldGenerationServesUntilTheNewOneIsComplete() {
    ChannelGenerations rotating = complete().begun(2).withEntry();
    assertThat(rotating.isSendable(1)).isTrue();
    assertThat(rotating.isSendable(2)).isFalse();
    assertThat(rotating.withEntry().isSendable(1)).isFalse();
    assertThat(rotating.withEntry().isSendable(2)).isTrue();
  }

  @Test
  void nothingIsSentUnderAKeyThatOneWhoLeftHolds() {
    ChannelGenerations left = complete().departed(true, false);
    assertThat(left.isSendable(1)).isFalse();
    assertThat(left.begun(1).withEntry().isSendable(2)).isTrue();
  }

  @Test
  void oneWhoNeverHeldTheKeyLeavesItGood() {
    assertThat(complete().joined().departed(false, false).isSendable(1)).isTrue();
  }

  @Test
  void aLaterLeaverWithoutTheKeyDoesNotMakeAnExposedOneGood() {
    assertThat(complete().departed(true, false).departed(false, false).isSendable(1)).isFalse();
  }

  @Test
  void aPendingGenerationThatALeaverHoldsIsGivenUpAndItsNumberNotUsedAgain() {
    ChannelGenerations left = complete().begun(2).withEntry().departed(true, true);
    assertThat(left.isPending(2)).isFalse();
    assertThatThrownBy(left::withEntry).isInstanceOf(IllegalStateException.class);
    assertThat(left.begun(1).withEntry().isSendable(3)).isTrue();
  }

  @Test
  void theLastWhoLacksAnEntryCompletesTheGenerationByLeaving() {
    ChannelGenerations left = complete().begun(2).withEntry().departed(true, false);
    assertThat(left.isSendable(2)).isTrue();
  }

  @Test
  void oneWhoJoinsDuringARotationNeedsAnEntryToo() {
    ChannelGenerations joined = complete().begun(2).withEntry().joined();
    assertThat(joined.withEntry().isSendable(2)).isFalse();
    assertThat(joined.withEntry().withEntry().isSendable(2)).isTrue();
  }

  @Test
  void bytesAreThoseOfTheFourFieldsInOrder() {
    ChannelGenerations keys = new ChannelGenerations(1, 2, 3, true);
    assertThat(ChannelGenerations.CODEC.encode(keys).toHex())
        .isEqualTo("0000000000000001" + "0000000000000002" + "00000003" + "01");
    assertThat(ChannelGenerations.CODEC.decode(ChannelGenerations.CODEC.encode(keys)))
        .isEqualTo(keys);
  }

  @Test
  void generationsThatDisagreeAreRefused() {
    assertThatThrownBy(() -> new ChannelGenerations(-1, 0, 0, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChannelGenerations(2, 1, 0, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChannelGenerations(1, 2, -1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChannelGenerations(1, 1, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> complete().begun(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> complete().departed(false, true))
        .isInstanceOf(IllegalStateException.class);
  }
}
