package org.sessionvm.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.PluginProcess;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.testkit.vm.MutableTime;

/** The first thing that a plugin says. */
class RuntimeHandshakeTest {
  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, new MutableTime());

  @Test
  void isTakenWithTheNodesOwnNumber() throws HandshakeException {
    RuntimeHandshake.announce(node.address(), 46, "127.0.0.1:9");

    assertThat(PluginProcess.PROTOCOL).isEqualTo(46);
  }

  @Test
  void saysOfAnotherNumberWhatTheNodeSaidAndWhatToDo() {
    assertThatThrownBy(() -> RuntimeHandshake.announce(node.address(), 45, "127.0.0.1:9"))
        .isInstanceOf(HandshakeException.class)
        .hasMessageContaining("announces protocol 45")
        .hasMessageContaining("protocol version 46")
        .hasMessageContaining("--protocol N");
  }

  @Test
  void saysThatNobodyListensAndDoesNotBlameTheNumber() throws IOException {
    String address = freeAddress();

    assertThatThrownBy(() -> RuntimeHandshake.announce(address, 46, "127.0.0.1:9"))
        .isInstanceOf(HandshakeException.class)
        .hasMessageContaining(address)
        .hasMessageContaining("does not answer")
        .hasMessageNotContaining("--protocol");
  }

  private static String freeAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void saysOfAnAddressThatItIsNone() {
    for (String address : new String[] {"", "127.0.0.1", ":80", "127.0.0.1:", "127.0.0.1:99999"}) {
      assertThatThrownBy(() -> RuntimeHandshake.announce(address, 46, "127.0.0.1:9"))
          .isInstanceOf(HandshakeException.class)
          .hasMessageContaining("the node's address");
    }
  }
}
