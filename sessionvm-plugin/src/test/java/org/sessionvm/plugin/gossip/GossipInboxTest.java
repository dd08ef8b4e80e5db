package org.sessionvm.plugin.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.primitives.Bytes;

/** How the room for messages that wait is shared. */
class GossipInboxTest {
  private static final int MESSAGE_BYTES = GossipMessage.BYTES_MAX;
  private static final int MESSAGES = (int) (GossipInbox.BYTES_MAX / MESSAGE_BYTES);

  private final BlockingQueue<Map.Entry<Bytes, Bytes>> read = new LinkedBlockingQueue<>();

  @AutoClose
  private final GossipInbox inbox =
      new GossipInbox((node, message) -> read.add(Map.entry(node, message)));

  private static Bytes node(int number) {
    return Bytes.fromHex("%04x".formatted(number));
  }

  /** A message whose first byte tells it from the node's others. */
  private static Bytes message(int number, int bytes) {
    byte[] content = new byte[bytes];
    content[0] = (byte) number;
    return Bytes.wrap(content);
  }

  /** So many of a node, as large as they can be; how many were dropped. */
  private int offer(int node, int messages) {
    int dropped = 0;
    for (int number = 0; number < messages; number++) {
      dropped += inbox.offer(node(node), message(number, MESSAGE_BYTES));
    }
    return dropped;
  }

  /** Of which node and with which number the messages were that are read, in the order of turns. */
  private List<String> readAll(int count) throws InterruptedException {
    inbox.start(1);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map.Entry<Bytes, Bytes> next = read.poll(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("message %d", i).isNotNull();
      all.add(next.getKey().toHex() + " " + next.getValue().slice(0, 1).toHex());
    }
    return all;
  }

  @Test
  void makesRoomForOneWhoHasLessThanItsShare() throws InterruptedException {
    assertThat(offer(1, MESSAGES / 2)).isZero();
    assertThat(offer(2, MESSAGES / 2)).isZero();

    assertThat(inbox.offer(node(3), message(7, MESSAGE_BYTES))).isOne();
    List<String> all = readAll(MESSAGES);
    assertThat(all).hasSize(MESSAGES).contains("0003 07");
    // The newest of one of them had to go.
    String newest = "%02x".formatted(MESSAGES / 2 - 1);
    assertThat(all).filteredOn(line -> line.endsWith(newest)).hasSize(1);
  }

  @Test
  void givesNobodyMoreThanItsShareOnceThereIsNoRoom() {
    offer(1, MESSAGES / 2);
    offer(2, MESSAGES / 2);

    int share = MESSAGES / 3;
    assertThat(offer(3, share)).isEqualTo(share);
    // Its own, which nobody has to make room for.
    assertThat(offer(3, 1)).isOne();
    assertThat(inbox.offer(node(1), message(0, 1))).isOne();
    assertThat(inbox.offer(node(2), message(0, 1))).isOne();
  }

  @Test
  void sharesTheRoomAmongMany() throws InterruptedException {
    offer(0, MESSAGES / 2);
    offer(1, MESSAGES / 2);
    int more = 4 * MESSAGES - 2;
    for (int node = 0; node < more; node++) {
      inbox.offer(node(2 + node), message(99, MESSAGE_BYTES / 4));
    }

    assertThat(readAll(more)).allMatch(line -> line.endsWith(" 63"));
  }
}
