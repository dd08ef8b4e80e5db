package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/** A node that may open no further file: who is connected is served, and it recovers. */
class FileDescriptorsIT {
  private static final int CONNECTIONS = 50;
  private static final long MANY = 4_096;

  /** So few that the connections asked for would use them up. */
  private static final int FEW = 700;

  @TempDir Path directory;

  @Test
  void servesWhoIsConnectedAndTakesConnectionsAgainWhenItMay() throws Exception {
    SystemCommands.requireProc();
    Path data = directory.resolve("data");
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url());
        Health health = new Health(node.url());
        Conversation conversation = new Conversation(client)) {
      conversation.send(client);
      assertThat(health.ask().status()).isEqualTo(200);
      limit(node, openFiles(node));
      try (Crowd crowd = Crowd.connect(node, CONNECTIONS)) {
        for (int i = 0; i < 20; i++) {
          conversation.send(client);
        }
        assertThat(crowd.size()).isEqualTo(CONNECTIONS);
        // It was connected before, so it can ask.
        Health.Answer none = health.await(answer -> answer.status() == 503);
        assertThat(none.body().toString()).contains("file descriptors are open");
      }
      limit(node, MANY);
      health.await(answer -> answer.status() == 200);

      try (RawNode other = new RawNode(node.url())) {
        assertThat(other.call("Health", Map.of()).get("healthy").asBoolean()).isTrue();
      }
      conversation.send(client);
      conversation.check(client);
      assertThat(node.stop()).isZero();
    }
    assertThat(Main.create().execute("store", "check", "--data-dir", data.toString())).isZero();
  }

  @Test
  void idleConnectionsTakeNoDescriptorsThatOthersNeed() throws Exception {
    SystemCommands.requireProc();
    try (ChildNode node =
            ChildNode.start(
                directory.resolve("data"),
                List.of(),
                process -> process.command().addAll(0, List.of("prlimit", "--nofile=" + FEW)));
        Crowd crowd = Crowd.connect(node, FEW - CONNECTIONS)) {
      assertThat(crowd.size()).isEqualTo(FEW - CONNECTIONS);
      // Each on a connection of its own.
      for (int i = 0; i < 20; i++) {
        try (Health health = new Health(node.url());
            RawNode client = new RawNode(node.url());
            Conversation conversation = new Conversation(client)) {
          assertThat(health.ask().status()).isEqualTo(200);
          conversation.send(client);
        }
      }
      assertThat(String.join("\n", node.said())).contains("8192").contains(FEW + " file desc");
      assertThat(node.stop()).isZero();
    }
  }

  private static long openFiles(ChildNode node) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + node.handle().pid() + "/fd"))) {
      return files.count();
    }
  }

  private static void limit(ChildNode node, long files) throws IOException {
    SystemCommands.run(
        "prlimit", "--pid", Long.toString(node.handle().pid()), "--nofile=" + files + ":");
  }

  /** Connections that the node cannot take; the kernel holds them for it. */
  private record Crowd(List<Socket> sockets) implements AutoCloseable {
    static Crowd connect(ChildNode node, int count) throws IOException {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(node.url().getHost(), node.url().getPort()), 5_000);
      }
      return new Crowd(sockets);
    }

    int size() {
      return sockets.size();
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
