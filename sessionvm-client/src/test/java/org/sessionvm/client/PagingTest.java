package org.sessionvm.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionvm.vm.Message;

class PagingTest {
  @Test
  void stopsWhenPagesOfMessagesNeverHoldOne() {
    MessageIterator<Message> endless =
        new MessageIterator<>(from -> new ToldPage<>(List.of(), from + 1), 0);

    assertThatThrownBy(endless::hasNext).isInstanceOf(ClientException.ProtocolViolation.class);
  }

  @Test
  void stopsWhenPagesOfMessagesGoBackwards() {
    MessageIterator<Message> backwards =
        new MessageIterator<>(_ -> new ToldPage<>(List.of(), 0), 5);

    assertThatThrownBy(backwards::hasNext).isInstanceOf(ClientException.ProtocolViolation.class);
  }

  @Test
  void stopsWhenPagesOfSessionsGoRoundInACircle() {
    PageIterator<SessionState> circle =
        new PageIterator<>(_ -> new PageIterator.Page<>(List.of(), Optional.of("again")));

    assertThatThrownBy(circle::hasNext).isInstanceOf(ClientException.ProtocolViolation.class);
  }
}
