package org.sessionvm.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.plugin.PluginProcess;
import org.sessionvm.plugin.protocol.vm.InitializeRequest;
import org.sessionvm.plugin.protocol.vm.InitializeResponse;
import org.sessionvm.plugin.protocol.vm.VMGrpc;
import org.sessionvm.primitives.Identifier;

/** The plugin's life as a child of a node: a real process, started as a node starts it. */
class PluginProcessIT {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir static Path plugins;
  @TempDir Path directory;
  private static InstalledPlugin plugin;

  @BeforeAll
  static void install() throws Exception {
    // A path that a shell would take for several words.
    plugin = InstalledPlugin.into(plugins.resolve("node's plug ins"), PluginProcess.PROTOCOL);
  }

  /** A node gives neither arguments nor an environment besides the address at which it waits. */
  private ProcessBuilder start(RehearsalNode node, String... before) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(before), Stream.of(plugin.launcher().toString())).toList());
    builder.environment().clear();
    builder.environment().put(PluginProcess.ENGINE_VARIABLE, node.address());
    return builder.directory(directory.toFile()).redirectErrorStream(true);
  }

  private static VMGrpc.VMBlockingStub connect(ManagedChannel channel) {
    return VMGrpc.newBlockingStub(channel).withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static ManagedChannel channel(RehearsalNode node) throws Exception {
    String address = node.plugin().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    assertThat(address).startsWith("127.0.0.1:");
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private InitializeRequest chain(RehearsalNode node) {
    return InitializeRequest.newBuilder()
        .setChainId(ByteString.copyFrom(new byte[Identifier.BYTES]))
        .setChainDataDir(directory.resolve("chain").toString())
        .setDbServerAddr(node.address())
        .setServerAddr(node.address())
        .build();
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-s", name, Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void ignoresSignalsUntilTheNodeShutsItDownAndThenEndsWell() throws Exception {
    try (RehearsalNode node = RehearsalNode.start(PluginProcess.PROTOCOL)) {
      Process process = start(node).start();
      ManagedChannel channel = channel(node);
      try {
        VMGrpc.VMBlockingStub vm = connect(channel);
        signal("TERM", process.pid());
        InitializeResponse opened = vm.initialize(chain(node));
        signal("INT", process.pid());
        signal("HUP", process.pid());
        assertThat(opened.getLastAcceptedId().size()).isEqualTo(Identifier.BYTES);
        assertThat(vm.version(Empty.getDefaultInstance()).getVersion()).startsWith("sessionvm/");
        assertThat(process.isAlive()).isTrue();

        vm.shutdown(Empty.getDefaultInstance());
        signal("TERM", process.pid());

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        leavesNothingOutsideOfTheChain();
      } finally {
        channel.shutdownNow();
        process.destroyForcibly();
      }
    }
  }

  private void leavesNothingOutsideOfTheChain() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("chain");
    }
  }

  /** Its parent is a shell that is killed; the node's services are still there. */
  @Test
  void endsWhenItsParentIsGone() throws Exception {
    try (RehearsalNode node = RehearsalNode.start(PluginProcess.PROTOCOL)) {
      Process parent = start(node, "/bin/sh", "-c", "\"$0\" & echo $! > plugin.pid; wait").start();
      ManagedChannel channel = channel(node);
      try {
        connect(channel).initialize(chain(node));
        long pid = Long.parseLong(Files.readString(directory.resolve("plugin.pid")).strip());
        ProcessHandle orphan = ProcessHandle.of(pid).orElseThrow();

        parent.destroyForcibly();

        orphan.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(orphan.isAlive()).isFalse();
      } finally {
        channel.shutdownNow();
        parent.destroyForcibly();
      }
    }
  }

  @Test
  void saysWhatToDoWhenTheNodeSpeaksAnotherProtocol() throws Exception {
    try (RehearsalNode node = RehearsalNode.start(PluginProcess.PROTOCOL - 1)) {
      Process process = start(node).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isOne();
      assertThat(said)
          .contains("protocol " + PluginProcess.PROTOCOL, "plugin install --protocol")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void isStartedWithoutArgumentsByTheVariableAlone() throws Exception {
    try (RehearsalNode node = RehearsalNode.start(PluginProcess.PROTOCOL)) {
      ProcessBuilder builder = new ProcessBuilder(InstalledPlugin.command());
      builder.environment().put(PluginProcess.ENGINE_VARIABLE, node.address());
      Process process = builder.redirectErrorStream(true).start();
      ManagedChannel channel = channel(node);
      try {
        assertThat(connect(channel).version(Empty.getDefaultInstance()).getVersion())
            .startsWith("sessionvm/");
      } finally {
        channel.shutdownNow();
        process.destroyForcibly();
      }
    }
  }

  @Test
  void refusesToBeStartedByAnyoneButANode() throws Exception {
    Process process =
        new ProcessBuilder(InstalledPlugin.command("plugin")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said).contains(PluginProcess.ENGINE_VARIABLE);
  }

  @Test
  void leavesOneFileThatTheNodeLooksAtAndReplacesItWhole() throws Exception {
    Path place = plugins.resolve("twice");
    InstalledPlugin.into(place, 44);
    InstalledPlugin second = InstalledPlugin.into(place, 45);

    try (Stream<Path> files = Files.list(place)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(second.launcher());
    }
    assertThat(Files.readString(second.launcher())).contains("--protocol", "45");
  }
}
