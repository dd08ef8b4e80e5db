package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.testkit.vm.MutableTime;

/** No signature is checked twice on a node. */
class SignatureChecksTest {
  private static final int COUNT = 6;

  private final MutableTime time = new MutableTime();
  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, time);
  @AutoClose private final TestChainNode other = TestChainNode.numbered(2, time);

  @BeforeEach
  void start() {
    node.startNormal();
    other.startNormal();
  }

  private static void submitAll(TestChainNode to) {
    for (int number = 0; number < COUNT; number++) {
      new Blocks(to).submit(TestChain.registration(number));
    }
  }

  private ByteString foreign() {
    submitAll(other);
    return new Blocks(other).build().getBytes();
  }

  @Test
  void checksEachOfAForeignBlockOnce() {
    ByteString block = foreign();
    new Blocks(node).verify(block);
    assertThat(node.application.crypto.verifications()).isEqualTo(COUNT);

    new Blocks(node).verify(block);
    new Blocks(node).parse(block);
    assertThat(node.application.crypto.verifications()).isEqualTo(COUNT);
  }

  @Test
  void checksNoneOfABlockWhoseTransactionsItHas() {
    ByteString block = foreign();
    submitAll(node);
    assertThat(node.application.crypto.verifications()).isEqualTo(COUNT);

    new Blocks(node).verify(block);
    assertThat(node.application.crypto.verifications()).isEqualTo(COUNT);
    assertThat(other.application.crypto.verifications()).isEqualTo(COUNT);
  }
}
