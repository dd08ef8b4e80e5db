package org.sessionvm.launcher.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While and after each attack two honest people are served, and the node stays small. */
@SuppressWarnings("NullAway.Init") // The node is there before any test.
class HostileClientsIT {
  private static final int LARGE = 200_000;

  @TempDir static Path directory;
  private static Victim victim;

  @BeforeAll
  static void start() throws Exception {
    victim = new Victim(directory, List.of("--http-connections-max", "6000"));
    for (int i = 0; i < 24; i++) {
      victim.send(LARGE);
    }
    for (int i = 0; i < 10; i++) {
      victim.send(512);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    try (Victim attacked = victim) {
      attacked.logsNothingOfIt();
    }
  }

  private static String page() {
    return victim.read(victim.pageRequest());
  }

  @Test
  void headsThatNeverEnd() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < 500; i++) {
        Attack.send(attack.connect(0), "POST /rpc HTTP/1.1\r\nHost: loc");
      }
      victim.serves("500 heads that never end");
    }
  }

  @Test
  void bodiesThatNeverEnd() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < 500; i++) {
        Attack.send(attack.connect(0), Attack.HEAD + "Content-Length: 60000\r\n\r\n{");
      }
      for (int i = 0; i < 100; i++) {
        Attack.send(
            attack.connect(0), Attack.HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
      }
      victim.serves("600 bodies that never end");
    }
  }

  @Test
  void chunksWithoutEnd() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      Socket endless = attack.connect(0);
      Attack.send(endless, Attack.HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      int sent = 0;
      while (sent < 1_000 && Attack.send(endless, chunk)) {
        sent++;
      }
      assertThat(sent).isLessThan(1_000);
      victim.serves("chunks without end");
    }
  }

  @Test
  void resetsWhileALargeReplyIsWritten() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < 200; i++) {
        Socket socket = attack.connect(4_096);
        Attack.send(socket, page());
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        Attack.reset(socket);
      }
      victim.serves("200 resets while a page is written");
    }
  }

  @Test
  void readersThatNeverRead() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < 100; i++) {
        Attack.send(attack.connect(4_096), page());
      }
      victim.serves("100 readers that never read");
    }
  }

  @Test
  void readersThatReadALittleNowAndThen() throws Exception {
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
        Attack attack = new Attack(victim.url())) {
      List<Socket> readers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        readers.add(attack.connect(4_096));
        Attack.send(readers.getLast(), page());
      }
      thread.execute(() -> whileAny(readers, socket -> Attack.read(socket, 1_024)));
      victim.serves("200 readers that read a little now and then");
    }
  }

  @Test
  void bodiesThatCreep() throws Exception {
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
        Attack attack = new Attack(victim.url())) {
      List<Socket> senders = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        senders.add(attack.connect(0));
        Attack.send(senders.getLast(), Attack.HEAD + "Content-Length: 1000000\r\n\r\n");
      }
      thread.execute(() -> whileAny(senders, socket -> Attack.send(socket, " ".repeat(64))));
      victim.serves("200 bodies that creep");
    }
  }

  /** In turn, until all of them are closed by either side. */
  private static void whileAny(List<Socket> sockets, Predicate<Socket> step) {
    List<Socket> open = new ArrayList<>(sockets);
    while (!open.isEmpty()) {
      open.removeIf(socket -> !step.test(socket));
    }
  }

  @Test
  void fiveThousandIdleConnections() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < 5_000; i++) {
        attack.connect(0);
      }
      victim.serves("5000 idle connections");
    }
  }

  @Test
  void moreConnectionsThanThereMayBe() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < 7_000; i++) {
        attack.connect(0);
      }
      victim.serves("7000 connections of at most 6000");
    }
  }

  @Test
  void hostileJson() throws Exception {
    String[] bodies = {
      "[".repeat(500_000),
      "{\"a\":".repeat(150_000),
      "[" + "{},".repeat(300_000) + "{}]",
      "{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(900_000) + "}",
      "{\"jsonrpc\":\"2.0\",\"id\":\""
          + "x".repeat(900_000)
          + "\",\"method\":\"sessionvm.Health\"}",
      members(),
      "[" + (Victim.body("Health", "{}") + ",").repeat(100) + Victim.body("Health", "{}") + "]",
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sessionvm.Health\",\"params\":["
          + "[],".repeat(300_000)
          + "[]]}"
    };
    try (Attack attack = new Attack(victim.url())) {
      for (String body : bodies) {
        for (int i = 0; i < 5; i++) {
          Socket socket = attack.connect(0);
          Attack.send(socket, Attack.post(body));
          assertThat(Attack.status(socket)).isBetween(200, 503);
          socket.close();
        }
      }
      victim.serves("hostile JSON");
    }
  }

  private static String members() {
    StringBuilder body = new StringBuilder("{");
    IntStream.range(0, 60_000).forEach(i -> body.append("\"k").append(i).append("\":[],"));
    return body.append("\"z\":0}").toString();
  }
}
