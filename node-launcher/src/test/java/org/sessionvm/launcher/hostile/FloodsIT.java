package org.sessionvm.launcher.hostile;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be refused, as fast as a hundred connections can send it. */
@SuppressWarnings("NullAway.Init") // The node is there before any test.
class FloodsIT {
  @TempDir static Path directory;
  private static Victim victim;

  @BeforeAll
  static void start() throws Exception {
    victim = new Victim(directory, List.of());
    victim.send(512);
  }

  @AfterAll
  static void stop() throws IOException {
    try (Victim attacked = victim) {
      attacked.logsNothingOfIt();
    }
  }

  @Test
  void floodsOfForgeries() throws Exception {
    flood("forged messages", victim::forgery);
    flood("forged authentications", victim::forgedAuthentication);
  }

  @Test
  void floodsOfWhatIsNothing() throws Exception {
    flood("questions about unknown sessions", victim::unknownSession);
    flood("garbage", () -> "{garbage");
    flood("unknown methods", () -> Victim.body("None", "{}"));
    flood("batches of nothing", () -> "[" + "{},".repeat(99) + "{}]");
  }

  @Test
  void floodOfNewConnections() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.execute(() -> connectAgainAndAgain(over));
      }
      victim.serves("a flood of new connections");
      over.set(true);
    }
  }

  private static void connectAgainAndAgain(AtomicBoolean over) {
    while (!over.get()) {
      try (Attack attack = new Attack(victim.url())) {
        Attack.send(attack.connect(0), Attack.post(victim.forgery()));
      } catch (IOException e) {
        // Turned away, which is the node's right.
      }
    }
  }

  private static void flood(String name, Supplier<String> body) throws Exception {
    // Closed in the other order: the sockets first, which ends the threads.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Attack attack = new Attack(victim.url())) {
      for (int i = 0; i < 100; i++) {
        Socket socket = attack.connect(0);
        threads.execute(() -> repeat(socket, body));
      }
      victim.serves("a flood of " + name);
    }
    victim.serves("after a flood of " + name);
  }

  /** Until the socket is closed, by either side. */
  private static void repeat(Socket socket, Supplier<String> body) {
    byte[] answer = new byte[8_192];
    try {
      while (Attack.send(socket, Attack.post(body.get()))
          && socket.getInputStream().read(answer) >= 0) {
        // The answer is of no interest to who attacks.
      }
    } catch (IOException e) {
      // The attack is over.
    }
  }
}
