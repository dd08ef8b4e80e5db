package org.sessionvm.launcher.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that stay open, of people who mean harm. */
@SuppressWarnings("NullAway.Init") // The node is there before any test.
class WebSocketsIT {
  private static final int LARGE = 200_000;
  private static final int SOCKETS = 100;

  @TempDir static Path directory;
  private static Victim victim;

  @BeforeAll
  static void start() throws Exception {
    victim = new Victim(directory, List.of());
    for (int i = 0; i < 40; i++) {
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

  private static List<Socket> open(Attack attack, int receiveBytes) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < SOCKETS; i++) {
      Socket socket = attack.connect(receiveBytes);
      Attack.send(socket, victim.withToken(Frames.handshake()));
      assertThat(Attack.status(socket)).isEqualTo(101);
      sockets.add(socket);
    }
    return sockets;
  }

  private static String subscription() {
    return Victim.body(
        "Subscribe",
        "{\"topic\":\"session\",\"sessionId\":\"" + victim.session() + "\",\"fromSequence\":0}");
  }

  @Test
  void subscribersThatDoNotRead() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (Socket socket : open(attack, 4_096)) {
        Attack.send(socket, Frames.of(Frames.TEXT, subscription()));
      }
      for (int i = 0; i < 5; i++) {
        victim.serves(SOCKETS + " subscribers that do not read");
      }
    }
    victim.serves("after them");
  }

  @Test
  void callersWhoAskForPagesAndDoNotRead() throws Exception {
    // The attack ends first, or whoever still sends would be waited for.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Attack attack = new Attack(victim.url())) {
      String page = Frames.of(Frames.TEXT, victim.pageRequest());
      for (Socket socket : open(attack, 4_096)) {
        threads.execute(() -> sendAgainAndAgain(socket, page));
      }
      for (int i = 0; i < 3; i++) {
        victim.serves(SOCKETS + " callers who ask for pages and do not read");
      }
    }
    victim.serves("after them");
  }

  @Test
  void textsThatNeverEnd() throws Exception {
    try (Attack attack = new Attack(victim.url())) {
      for (Socket socket : open(attack, 0)) {
        Attack.send(socket, Frames.head(Frames.TEXT, 1 << 20) + "{".repeat(100_000));
      }
      victim.serves(SOCKETS + " texts that never end");
    }
  }

  @Test
  void piecesWithoutEndAndPings() throws Exception {
    // The attack ends first, or whoever still sends would be waited for.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Attack attack = new Attack(victim.url())) {
      List<Socket> sockets = open(attack, 0);
      String ping = Frames.of(Frames.PING, "x".repeat(100));
      String piece = Frames.of(Frames.TEXT_BEGINS, " ".repeat(60_000));
      for (int i = 0; i < SOCKETS; i++) {
        Socket socket = sockets.get(i);
        String what = i % 2 == 0 ? ping : piece;
        threads.execute(() -> sendAgainAndAgain(socket, what));
      }
      victim.serves(SOCKETS + " that send pieces without end, or pings");
    }
  }

  private static void sendAgainAndAgain(Socket socket, String what) {
    while (Attack.send(socket, what)) {
      // And again, until either side has closed it.
    }
  }
}
