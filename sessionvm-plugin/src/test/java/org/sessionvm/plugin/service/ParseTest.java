package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.Refusals;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.vm.BatchedParseBlockRequest;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;

/** Anyone may send a node anything and call it a block. */
class ParseTest {
  /** Where a header's number of transactions and body hash begin, and its state hash. */
  private static final int BODY_FIELDS_AT = 2 + 32 + 8 + 8;

  private static final int STATE_HASH_AT = BODY_FIELDS_AT + 4 + 32;

  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, new MutableTime());
  private final Blocks blocks = new Blocks(node);
  private byte[] block = new byte[0];

  @BeforeEach
  void build() {
    node.startNormal();
    blocks.submit(TestChain.registration(1));
    block = blocks.build().getBytes().toByteArray();
  }

  private void assertNoBlock(byte[] bytes) {
    Refusals.refused(Status.Code.INVALID_ARGUMENT, () -> blocks.parse(ByteString.copyFrom(bytes)));
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 0; length < block.length; length += length < 200 ? 1 : 97) {
      assertNoBlock(Arrays.copyOf(block, length));
    }
    assertNoBlock(Arrays.copyOf(block, block.length - 1));
  }

  @Test
  void refusesBytesAfterABlock() {
    assertNoBlock(Arrays.copyOf(block, block.length + 1));
    assertNoBlock(ByteString.copyFrom(block).concat(ByteString.copyFrom(block)).toByteArray());
  }

  /** A flip in the header's own fields makes another block, which is no child of anything. */
  @Test
  void readsNothingElseForAFlippedBit() {
    ByteString id = blocks.parse(ByteString.copyFrom(block)).getId();
    for (int bit = 0; bit < block.length * 8; bit += bit < 3_000 ? 1 : 101) {
      byte[] flipped = block.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(blocks.parse(ByteString.copyFrom(flipped)).getId()).isNotEqualTo(id);
        // The body must fit what stands between.
        assertThat(bit / 8)
            .matches(at -> at < BODY_FIELDS_AT || (STATE_HASH_AT <= at && at < BlockHeader.BYTES));
        Refusals.refused(() -> blocks.verify(ByteString.copyFrom(flipped)));
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode())
            .as("bit %d", bit)
            .isEqualTo(Status.Code.INVALID_ARGUMENT);
      }
    }
  }

  private static ByteString ofEqual(Transaction transaction, int count) {
    List<PreparedTransaction> all = Collections.nCopies(count, unsigned(transaction));
    Bytes bodyHash = new BlockBody(all.stream().map(PreparedTransaction::encoded).toList()).hash();
    BlockHeader header =
        new BlockHeader(
            BlockHeader.NO_PARENT, 1, MutableTime.START_MILLIS, count, bodyHash, bodyHash);
    return ByteString.copyFrom(Block.of(header, all).encode().toByteArray());
  }

  private static PreparedTransaction unsigned(Transaction transaction) {
    return TestChain.prepare(new SignedTransaction(transaction, Bytes.EMPTY));
  }

  @Test
  void refusesMoreTransactionsThanAnyBlockHas() {
    Transaction small = new CloseSession(SessionId.ZERO, ParticipantId.NOBODY);

    assertThat(blocks.parse(ofEqual(small, Block.TRANSACTIONS_CEILING)).getHeight()).isOne();
    assertNoBlock(ofEqual(small, Block.TRANSACTIONS_CEILING + 1).toByteArray());
  }

  @Test
  void refusesMoreBytesThanAnyBlockHas() {
    Bytes text = Bytes.wrap(new byte[TestChain.RULES.limits().ciphertextBytesMax()]);
    Transaction large = new SendMessage(SessionId.ZERO, ParticipantId.NOBODY, 0, text);
    int each = BlockBody.OVERHEAD_BYTES + unsigned(large).encoded().size();
    int most = (Block.BYTES_CEILING - BlockHeader.BYTES - BlockBody.OVERHEAD_BYTES) / each;

    assertThat(blocks.parse(ofEqual(large, most)).getHeight()).isOne();
    assertNoBlock(ofEqual(large, most + 1).toByteArray());
  }

  /** The protocol ends with the year 9999, and what it cannot say the node cannot read. */
  @Test
  void refusesATimeThatTheProtocolCannotSay() {
    int timestampAt = 2 + 32 + 8;
    byte[] late = block.clone();
    ByteBuffer.wrap(late).putLong(timestampAt, 253_402_300_799_999L);
    assertThat(blocks.parse(ByteString.copyFrom(late)).getTimestamp().getSeconds())
        .isEqualTo(253_402_300_799L);
    ByteBuffer.wrap(late).putLong(timestampAt, 253_402_300_800_000L);
    assertNoBlock(late);
  }

  @Test
  void refusesNoise() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Gen gen = new Gen(seed);
    for (int i = 0; i < 300; i++) {
      assertNoBlock(gen.bytes(gen.integer(0, 600)).toByteArray());
    }
    assertNoBlock(gen.bytes(8 << 20).toByteArray());
    assertThat(blocks.parse(ByteString.copyFrom(block)).getHeight()).isEqualTo(1);
  }

  @Test
  void refusesABatchWithOneThatIsNone() {
    BatchedParseBlockRequest request =
        BatchedParseBlockRequest.newBuilder()
            .addRequest(ByteString.copyFrom(block))
            .addRequest(ByteString.copyFromUtf8("none"))
            .build();

    Refusals.refused(Status.Code.INVALID_ARGUMENT, () -> node.vm().batchedParseBlock(request));
  }

  /** Counted on the thread that reads, since what a length says costs nothing to send. */
  @Test
  void takesNoMoreMemoryThanAMessageHas() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long most = 40L * block.length + (64 << 10);
    for (int at = BlockHeader.BYTES; at < block.length - 4; at += at < 400 ? 1 : 37) {
      byte[] huge = block.clone();
      ByteBuffer.wrap(huge).putInt(at, Integer.MAX_VALUE);
      ByteBuffer.wrap(huge).putInt(BlockHeader.BYTES, at % 2 == 0 ? 65_536 : 1);
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        node.application.vm().parseBlock(Bytes.wrap(huge));
      } catch (DecodeException e) {
        assertThat(e).hasMessageNotContaining("OutOfMemory");
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("at %d", at)
          .isLessThan(most);
    }
  }
}
