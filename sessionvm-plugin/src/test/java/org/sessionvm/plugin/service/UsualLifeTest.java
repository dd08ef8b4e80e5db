package org.sessionvm.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.TestChain;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.vm.BatchedParseBlockRequest;
import org.sessionvm.plugin.protocol.vm.BuildBlockResponse;
import org.sessionvm.plugin.protocol.vm.Error;
import org.sessionvm.plugin.protocol.vm.GetAncestorsRequest;
import org.sessionvm.plugin.protocol.vm.GetBlockResponse;
import org.sessionvm.plugin.protocol.vm.Handler;
import org.sessionvm.plugin.protocol.vm.InitializeResponse;
import org.sessionvm.plugin.protocol.vm.Message;
import org.sessionvm.plugin.protocol.vm.ParseBlockResponse;
import org.sessionvm.plugin.protocol.vm.State;
import org.sessionvm.plugin.protocol.vm.WaitForEventResponse;
import org.sessionvm.testkit.vm.MutableTime;

/** What a node does all day. */
class UsualLifeTest {
  private static final Empty NOTHING = Empty.getDefaultInstance();

  private final MutableTime time = new MutableTime();
  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, time);
  private final Blocks blocks = new Blocks(node);

  private Timestamp now() {
    return Timestamp.newBuilder()
        .setSeconds(time.currentMillis() / 1_000)
        .setNanos((int) (time.currentMillis() % 1_000) * 1_000_000)
        .build();
  }

  @Test
  void beginsWithTheGenesisBlock() {
    InitializeResponse answer = node.start();

    assertThat(answer.getHeight()).isZero();
    assertThat(answer.getLastAcceptedId().size()).isEqualTo(32);
    assertThat(answer.getLastAcceptedParentId()).isEqualTo(ByteString.copyFrom(new byte[32]));
    assertThat(answer.getTimestamp()).isEqualTo(now());
    assertThat(blocks.parse(answer.getBytes()).getId()).isEqualTo(answer.getLastAcceptedId());
    assertThat(blocks.at(0).getBlkId()).isEqualTo(answer.getLastAcceptedId());
  }

  @Test
  void makesABlockOfATransactionWhenItIsTold() throws Exception {
    ByteString genesis = node.startNormal().getLastAcceptedId();
    time.advance(1_234);
    Future<WaitForEventResponse> event = node.vmLater().waitForEvent(NOTHING);
    assertThat(event.isDone()).isFalse();

    blocks.submit(TestChain.registration(1));
    assertThat(event.get(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS).getMessage())
        .isEqualTo(Message.MESSAGE_BUILD_BLOCK);
    BuildBlockResponse built = blocks.build();

    assertThat(built.getId().size()).isEqualTo(32);
    assertThat(built.getParentId()).isEqualTo(genesis);
    assertThat(built.getHeight()).isEqualTo(1);
    assertThat(built.getTimestamp()).isEqualTo(now());
    assertThat(built.getVerifyWithContext()).isFalse();
    blocks.decide(built.getId(), built.getBytes());
    assertThat(blocks.at(1).getBlkId()).isEqualTo(built.getId());
    assertThat(node.application.vm().mempool().size()).isZero();
  }

  @Test
  void saysOfABlockWhatItIsWhicheverWayItIsAsked() {
    node.startNormal();
    time.advance(1_234);
    BuildBlockResponse built = blocks.grow(TestChain.registration(1));

    GetBlockResponse got = blocks.get(built.getId());
    assertThat(got.getBytes()).isEqualTo(built.getBytes());
    assertThat(got.getParentId()).isEqualTo(built.getParentId());
    assertThat(got.getHeight()).isEqualTo(1);
    assertThat(got.getTimestamp()).isEqualTo(now());
    assertThat(got.getErr()).isEqualTo(Error.ERROR_UNSPECIFIED);
    ParseBlockResponse parsed = blocks.parse(built.getBytes());
    assertThat(parsed.getId()).isEqualTo(built.getId());
    assertThat(parsed.getParentId()).isEqualTo(built.getParentId());
    assertThat(parsed.getHeight()).isEqualTo(1);
    assertThat(parsed.getTimestamp()).isEqualTo(now());
  }

  @Test
  void parsesManyInTheOrderInWhichTheyCame() {
    ByteString genesis = node.startNormal().getBytes();
    BuildBlockResponse first = blocks.grow(TestChain.registration(1));
    BuildBlockResponse second = blocks.grow(TestChain.registration(2));
    List<ByteString> asked =
        List.of(second.getBytes(), genesis, first.getBytes(), second.getBytes());

    List<ParseBlockResponse> parsed =
        node.vm()
            .batchedParseBlock(BatchedParseBlockRequest.newBuilder().addAllRequest(asked).build())
            .getResponseList();

    assertThat(parsed).isEqualTo(asked.stream().map(blocks::parse).toList());
    assertThat(parsed.stream().map(ParseBlockResponse::getHeight)).containsExactly(2L, 0L, 1L, 2L);
  }

  private List<ByteString> ancestors(ByteString id, int most, int bytesMost, long nanosMost) {
    return node.vm()
        .getAncestors(
            GetAncestorsRequest.newBuilder()
                .setBlkId(id)
                .setMaxBlocksNum(most)
                .setMaxBlocksSize(bytesMost)
                .setMaxBlocksRetrivalTime(nanosMost)
                .build())
        .getBlksBytesList();
  }

  @Test
  void givesABlockAndThoseBeforeItWithinTheBounds() {
    ByteString genesis = node.startNormal().getBytes();
    BuildBlockResponse first = blocks.grow(TestChain.registration(1));
    BuildBlockResponse second = blocks.grow(TestChain.registration(2));
    List<ByteString> all = List.of(second.getBytes(), first.getBytes(), genesis);
    ByteString id = second.getId();
    long second10 = TimeUnit.SECONDS.toNanos(10);

    assertThat(ancestors(id, 100, 1 << 20, second10)).isEqualTo(all);
    assertThat(ancestors(id, 2, 1 << 20, second10)).isEqualTo(all.subList(0, 2));
    int two = second.getBytes().size() + first.getBytes().size() + 2 * Integer.BYTES;
    assertThat(ancestors(id, 100, two, second10)).isEqualTo(all.subList(0, 2));
    assertThat(ancestors(id, 100, two - 1, second10)).isEqualTo(all.subList(0, 1));
    assertThat(ancestors(id, 100, 1, second10)).isEqualTo(all.subList(0, 1));
    assertThat(ancestors(id, 100, 1 << 20, 0)).isEqualTo(all.subList(0, 1));
    assertThat(ancestors(ByteString.copyFrom(new byte[32]), 9, 1 << 20, second10)).isEmpty();
  }

  @Test
  void saysThatABlockIsUnknownAsTheProtocolHasIt() {
    node.startNormal();

    assertThat(blocks.get(ByteString.copyFrom(new byte[32])).getErr())
        .isEqualTo(Error.ERROR_NOT_FOUND);
    for (long height : new long[] {1, Long.MAX_VALUE, -1}) {
      assertThat(blocks.at(height).getErr()).isEqualTo(Error.ERROR_NOT_FOUND);
    }
  }

  @Test
  void goesOnWhereItWasAfterARestart() {
    node.startNormal();
    blocks.grow(TestChain.registration(1));
    BuildBlockResponse second = blocks.grow(TestChain.registration(2));
    node.stop();

    InitializeResponse again = node.start();

    assertThat(again.getLastAcceptedId()).isEqualTo(second.getId());
    assertThat(again.getLastAcceptedParentId()).isEqualTo(second.getParentId());
    assertThat(again.getHeight()).isEqualTo(2);
    assertThat(again.getBytes()).isEqualTo(second.getBytes());
    assertThat(again.getTimestamp()).isEqualTo(second.getTimestamp());
    node.state(State.STATE_NORMAL_OP);
    assertThat(blocks.grow(TestChain.registration(3)).getParentId()).isEqualTo(second.getId());
  }

  @Test
  void saysHowItIsAndWhatItCounts() {
    node.startNormal();

    assertThat(node.vm().health(NOTHING).getDetails().toStringUtf8()).contains("healthy");
    assertThat(node.vm().gather(NOTHING).getMetricFamiliesCount()).isEqualTo(1);
    assertThat(node.vm().createHandlers(NOTHING).getHandlersList())
        .allMatch(handler -> handler.getServerAddr().startsWith("127.0.0.1:"))
        .extracting(Handler::getPrefix)
        .containsExactly("", "/rpc", "/ws", "/health", "/liveness", "/readiness");
  }
}
