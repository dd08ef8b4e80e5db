package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.RefusalPace;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Who is refused too much waits for it, and for nothing else. */
final class RefusalPaceHttpTest {
  private static final int BATCH = 100;

  private final TestNode node = TestNode.start();
  private final TestCaller caller = node.caller();

  @AfterEach
  void stop() {
    caller.close();
    node.close();
  }

  private static String batch(String call) {
    return "[" + String.join(",", Collections.nCopies(BATCH, call)) + "]";
  }

  private void refuseMoreThanIsFree(String call) {
    for (int refused = 0; refused <= RefusalPace.FREE.burst(); refused += BATCH) {
      caller.post(batch(call));
    }
  }

  private long slowedDown() {
    return node.services().metrics().limits().of(Limit.REFUSALS_PER_ADDRESS);
  }

  @Test
  void refusedCallsCountOneByOne() {
    refuseMoreThanIsFree("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"none.Such\",\"params\":{}}");

    assertThat(slowedDown()).isEqualTo(1);
    assertThat(caller.post(batch("{}")).body()).contains("-32600");
    assertThat(slowedDown()).isEqualTo(2);
  }

  @Test
  void notificationsCountThoughNobodyIsToldOfThem() {
    refuseMoreThanIsFree("{\"jsonrpc\":\"2.0\",\"method\":\"none.Such\",\"params\":{}}");

    assertThat(slowedDown()).isEqualTo(1);
  }

  @Test
  void whatIsNotRefusedIsNotSlowedDown() {
    String good = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sessionvm.Health\",\"params\":{}}";
    refuseMoreThanIsFree(good);
    assertThat(slowedDown()).isZero();

    refuseMoreThanIsFree("{}");
    long before = slowedDown();
    assertThat(caller.post(batch(good)).body()).doesNotContain("error");
    assertThat(slowedDown()).isEqualTo(before);
  }
}
