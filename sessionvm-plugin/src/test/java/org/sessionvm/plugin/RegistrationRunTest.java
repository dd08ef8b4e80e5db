package org.sessionvm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.Status;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.Blocks;
import org.sessionvm.plugin.host.Refusals;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.http.HandleSimpleHTTPRequest;
import org.sessionvm.plugin.protocol.vm.GetAncestorsRequest;
import org.sessionvm.plugin.protocol.vm.GetBlockIDAtHeightRequest;
import org.sessionvm.plugin.protocol.vm.SetStateRequest;
import org.sessionvm.testkit.vm.MutableTime;

/** A node starts every plugin once to ask its version, and opens no chain with it. */
class RegistrationRunTest {
  private static final ByteString SOME_ID = ByteString.copyFrom(new byte[32]);
  private static final Empty NOTHING = Empty.getDefaultInstance();

  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, new MutableTime());

  private final Blocks blocks = new Blocks(node);

  @Test
  void saysItsVersionAndShutsDownWithoutAChain() throws InterruptedException {
    node.launch();

    assertThat(node.vm().version(NOTHING).getVersion()).isEqualTo("sessionvm/test");
    assertThat(node.vm().shutdown(NOTHING)).isEqualTo(NOTHING);
    assertThat(node.awaitShutDown()).isTrue();
    assertThat(node.vm().shutdown(NOTHING)).isEqualTo(NOTHING);
    assertThat(node.application.stores.names()).isEmpty();
  }

  @Test
  void refusesWhatNeedsAChainBeforeThereIsOne() {
    node.launch();

    List<ThrowingCallable> calls =
        List.of(
            () -> node.vm().setState(SetStateRequest.getDefaultInstance()),
            () -> node.vm().waitForEvent(NOTHING),
            () -> node.vm().health(NOTHING),
            () -> node.vm().getAncestors(GetAncestorsRequest.getDefaultInstance()),
            () -> node.vm().getBlockIDAtHeight(GetBlockIDAtHeightRequest.getDefaultInstance()),
            () -> blocks.build(),
            () -> blocks.parse(SOME_ID),
            () -> blocks.get(SOME_ID),
            () -> blocks.verify(SOME_ID),
            () -> blocks.accept(SOME_ID),
            () -> blocks.reject(SOME_ID),
            () -> blocks.prefer(SOME_ID));
    for (ThrowingCallable call : calls) {
      Refusals.refused(call).hasMessageContaining("Initialize comes first");
    }
    Refusals.refused(() -> node.http().handleSimple(HandleSimpleHTTPRequest.getDefaultInstance()))
        .hasMessageContaining("no chain");
  }

  @Test
  void answersWhatNeedsNoChainBeforeThereIsOne() {
    node.launch();

    assertThat(node.vm().gather(NOTHING).getMetricFamiliesList()).isEmpty();
    assertThat(node.vm().stateSyncEnabled(NOTHING).getEnabled()).isFalse();
    node.deliver(node.id(), SOME_ID);
  }

  @Test
  void refusesASecondChainAndGoesOnWithTheFirst() {
    node.start();

    Refusals.refused(() -> node.vm().initialize(node.description()))
        .hasMessageContaining("a process has one chain");
    assertThat(blocks.at(0).getBlkId().size()).isEqualTo(32);
  }

  @Test
  void refusesAChainAfterTheShutdown() {
    node.launch();
    Empty _ = node.vm().shutdown(NOTHING);

    Refusals.refused(() -> node.vm().initialize(node.description()))
        .hasMessageContaining("a process has one chain");
  }

  @Test
  void saysWhatIsWrongWithADescription() {
    node.launch();

    Refusals.refused(
            () ->
                node.vm()
                    .initialize(
                        node.description().toBuilder().setChainId(SOME_ID.substring(1)).build()))
        .hasMessageContaining("chain_id must have 32 bytes");
    Refusals.refused(
            () -> node.vm().initialize(node.description().toBuilder().clearChainDataDir().build()))
        .hasMessageContaining("chain_data_dir");
    Refusals.refused(
            () ->
                node.vm()
                    .initialize(node.description().toBuilder().setDbServerAddr("nowhere").build()))
        .hasMessageContaining("nowhere");
    ByteString tooLong = ByteString.copyFrom(new byte[ChainDescription.DOCUMENT_BYTES_MAX + 1]);
    Refusals.refused(
            () ->
                node.vm()
                    .initialize(node.description().toBuilder().setConfigBytes(tooLong).build()))
        .hasMessageContaining("config");
  }

  @Test
  void saysThatTheNodesDatabaseIsClosed() {
    node.launch();
    node.database.close(true);

    Refusals.refused(Status.Code.INTERNAL, () -> node.vm().initialize(node.description()));
    node.database.close(false);
    assertThat(node.vm().initialize(node.description()).getHeight()).isZero();
  }
}
