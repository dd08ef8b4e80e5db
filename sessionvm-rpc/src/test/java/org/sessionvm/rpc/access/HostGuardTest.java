package org.sessionvm.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HostGuardTest {
  private static final InetAddress LOCAL = InetAddress.ofLiteral("10.0.0.1");

  @Test
  void aHostWithAPortIsAllowedOnThatPortAlone() {
    HostGuard guard = new HostGuard(Set.of("node.example:9652"));

    assertThat(guard.allows("Node.Example", 9652, LOCAL)).isTrue();
    assertThat(guard.allows("node.example", 80, LOCAL)).isFalse();
    assertThat(guard.allows("evil.example", 9652, LOCAL)).isFalse();
  }

  @Test
  void aHostWithoutAPortIsAllowedOnEvery() {
    HostGuard guard = new HostGuard(Set.of("node.example"));

    assertThat(guard.allows("node.example", 1, LOCAL)).isTrue();
    assertThat(guard.allows("10.0.0.1", -1, LOCAL)).isTrue();
  }
}
