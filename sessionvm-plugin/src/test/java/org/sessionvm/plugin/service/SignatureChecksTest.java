package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.testkit.vm.MutableTime;

/** Signatures are checked once on a node, and many at a time. */
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

  /** Each waits until there are as many as can be; one after the other none would go on. */
  @Test
  void checksThoseOfABlockAtOnce() {
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), COUNT);
    if (threads == 1) {
      System.out.println("skipped: a machine with one processor checks one signature at a time");
    }
    assumeTrue(threads > 1, "a machine with one processor checks one at a time");
    ByteString block = foreign();
    CountDownLatch missing = new CountDownLatch(threads);
    AtomicBoolean alone = new AtomicBoolean();
    node.application.verifier =
        (key, message, signature) -> {
          missing.countDown();
          if (!isOver(missing)) {
            alone.set(true);
            LongStream.range(0, threads).forEach(_ -> missing.countDown());
          }
          return node.application.crypto.verify(key, message, signature);
        };

    new Blocks(node).verify(block);
    assertThat(alone).as("a check was alone").isFalse();
    assertThat(node.application.crypto.verifications()).isEqualTo(COUNT);
  }

  private static boolean isOver(CountDownLatch latch) {
    try {
      return latch.await(TestChainNode.CALL_SECONDS / 2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
