package org.sessionvm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {
  @Test
  void callsTheJsonRpcPathOfABase() {
    assertThat(NodeAddress.of(URI.create("http://h:1"))).hasToString("http://h:1/rpc");
    assertThat(NodeAddress.of(URI.create("https://h/"))).hasToString("https://h/rpc");
  }

  @Test
  void keepsThePathOfAChain() {
    URI chain = URI.create("http://h:9650/ext/bc/abc/rpc");

    assertThat(NodeAddress.of(chain)).isEqualTo(chain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h", "h:9652", "http:///rpc", "http://user:pw@h", "http://h/?q"})
  void refusesWhatIsNoAddressOfANode(String address) {
    assertThatThrownBy(() -> NodeAddress.of(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
