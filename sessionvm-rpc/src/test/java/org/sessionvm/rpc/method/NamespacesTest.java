package org.sessionvm.rpc.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.RpcNode;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** A namespace that is off at a listener is not there, by no name and in no dialect. */
@SuppressWarnings("NullAway.Init") // The node is there before any test.
final class NamespacesTest {
  private static final Set<Namespace> WALLETS = Set.of(Namespace.NODE, Namespace.RPC);
  private static final Set<Namespace> OPERATORS = Set.of(Namespace.NODE);

  private static TestNode node;
  private static RpcNode table;

  @BeforeAll
  static void startNode() {
    RpcSettings settings = RpcSettings.DEFAULT;
    node =
        TestNode.options()
            .settings(
                new RpcSettings(
                    listener(RpcSettings.Listener.loopback(0), WALLETS),
                    Optional.of(listener(RpcSettings.Listener.operations(0), OPERATORS)),
                    settings.access(),
                    settings.bounds(),
                    settings.rates()))
            .start();
    table = RpcNode.create(settings.bounds(), settings.rates().resolve(true), node.services());
  }

  @AfterAll
  static void stopNode() {
    table.close();
    node.close();
  }

  private static RpcSettings.Listener listener(RpcSettings.Listener each, Set<Namespace> on) {
    return new RpcSettings.Listener(each.address(), each.tls(), on);
  }

  private static List<String> names(Set<Namespace> namespaces) {
    return table.methods(namespaces).all().stream()
        .flatMap(method -> Methods.names(method).stream())
        .toList();
  }

  private static Stream<String> off(Set<Namespace> on) {
    return Stream.of(Namespace.values())
        .filter(namespace -> !on.contains(namespace))
        .flatMap(namespace -> names(Set.of(namespace)).stream());
  }

  private static String strict(String name) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + name + "\",\"params\":{}}";
  }

  private static void isNotThere(TestCaller caller, String name) {
    JsonNode single = TestCaller.json(caller.post(strict(name)).body());
    assertThat(single.at("/error/code").intValue()).as(name).isEqualTo(-32601);
    String legacy = "{\"id\":1,\"method\":\"" + name + "\",\"params\":[{}]}";
    assertThat(TestCaller.json(caller.post(legacy).body()).get("error").textValue())
        .as(name)
        // The reference takes no name without a dot for one of a method.
        .contains(name.contains(".") ? "can't find" : "ill-formed");
    JsonNode batch = TestCaller.json(caller.post("[" + strict(name) + "]").body());
    assertThat(batch.at("/0/error/code").intValue()).as(name).isEqualTo(-32601);
  }

  private static void isThere(TestCaller caller, String name) {
    JsonNode single = TestCaller.json(caller.post(strict(name)).body());
    assertThat(single.at("/error/code").intValue()).as(name).isNotEqualTo(-32601);
  }

  @Test
  void walletsDoNotReachWhatIsOffForThem() {
    try (TestCaller caller = node.caller()) {
      assertThat(off(WALLETS)).contains("sessionvm.sendMessage", "session.create", "admin.Backup");
      off(WALLETS).forEach(name -> isNotThere(caller, name));
      names(WALLETS).forEach(name -> isThere(caller, name));
    }
  }

  @Test
  void operatorsDoNotReachWhatIsOffForThem() {
    try (TestCaller caller = node.operator()) {
      assertThat(off(OPERATORS)).contains("rpc.discover", "admin.Backup", "session.send");
      off(OPERATORS).forEach(name -> isNotThere(caller, name));
      names(OPERATORS).forEach(name -> isThere(caller, name));
    }
  }
}
