package org.sessionvm.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.node.SettableTime;

final class AccessTokensTest {
  private final SettableTime time = new SettableTime(1_000_000);

  private static ParticipantId participant(int number) {
    return new ParticipantId(Bytes.fromHex("%064x".formatted(number)));
  }

  @Test
  void aParticipantWhoTakesTooManyLosesItsOldest() {
    AccessTokens tokens = new AccessTokens(time);
    List<BearerToken> issued = new ArrayList<>();
    for (int i = 0; i <= AccessTokens.PER_PARTICIPANT_MAX; i++) {
      issued.add(new BearerToken(tokens.issue(participant(1)).text()));
    }

    assertThat(tokens.find(issued.getFirst())).isEmpty();
    assertThat(tokens.find(issued.get(1))).contains(participant(1));
    assertThat(tokens.find(issued.getLast())).contains(participant(1));
    assertThat(tokens.size()).isEqualTo(AccessTokens.PER_PARTICIPANT_MAX);
  }

  @Test
  void aCrowdTakesTheOldestAndLocksNobodyOut() {
    AccessTokens tokens = new AccessTokens(time, 2);
    BearerToken first = new BearerToken(tokens.issue(participant(1)).text());
    BearerToken second = new BearerToken(tokens.issue(participant(2)).text());

    BearerToken third = new BearerToken(tokens.issue(participant(3)).text());

    assertThat(tokens.find(first)).isEmpty();
    assertThat(tokens.find(second)).contains(participant(2));
    assertThat(tokens.find(third)).contains(participant(3));
    assertThat(tokens.size()).isEqualTo(2);
    time.advance(AccessTokens.LIFE.toMillis());
    assertThat(tokens.find(third)).isEmpty();
    tokens.issue(participant(1));
    assertThat(tokens.size()).isEqualTo(1);
  }

  @Test
  void aTokenDoesNotShowInText() {
    AccessTokens.Issued issued = new AccessTokens(time).issue(participant(1));

    assertThat(issued.toString()).doesNotContain(issued.text());
    assertThat(new BearerToken(issued.text()).toString()).doesNotContain(issued.text());
  }
}
