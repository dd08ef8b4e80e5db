package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.RefusalPace;
import org.sessionvm.rpc.node.RawConnection;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Who is refused too much waits for it, and for nothing else. */
final class RefusalPaceHttpTest {
  private static final int BATCH = 100;

  private static final String UNFINISHED =
      """
      POST /rpc HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Content-Length: 100\r
      \r
      """;

  private static final String BUSY = "sessionvm_http_connections_busy ";

  private final List<RawConnection> others = new ArrayList<>();
  private final TestNode node = TestNode.start();
  private final TestCaller caller = node.caller();

  @AfterEach
  void stop() {
    others.forEach(RawConnection::close);
    caller.close();
    node.close();
  }

  private static String batch(String call) {
    return "[" + String.join(",", Collections.nCopies(BATCH, call)) + "]";
  }

  /** By requests whose bodies are still to come, some of which may have been cut off already. */
  private void makeBusy() {
    while (busy() <= RefusalPace.BUSY_CONNECTIONS_FREE) {
      long before = busy();
      others.add(new RawConnection(node).send(UNFINISHED));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      while (busy() <= before && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
    }
  }

  private long busy() {
    return node.services()
        .metrics()
        .scrape()
        .lines()
        .filter(line -> line.startsWith(BUSY))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(BUSY.length())))
        .findFirst()
        .orElseThrow();
  }

  private void refuseMoreThanIsFree(String call) {
    for (int refused = 0; refused <= RefusalPace.FREE.burst(); refused += BATCH) {
      makeBusy();
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
    makeBusy();
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
