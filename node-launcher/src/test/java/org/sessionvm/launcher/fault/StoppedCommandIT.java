package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.TemporaryDirectory;

/**
 * Commands on a store that a signal stops in their midst. They are held there by a pipe for their
 * progress that nobody reads.
 */
@SuppressWarnings("NullAway.Init") // Everything is there before each test.
class StoppedCommandIT {
  private static final int PIPE_BYTES = 64 << 10;
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path directory;
  private Path data;
  private Conversation conversation;

  @BeforeEach
  void converse() throws Exception {
    SystemCommands.requireProc();
    data = directory.resolve("data");
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      conversation = new Conversation(client);
      for (int i = 0; i < 10; i++) {
        conversation.send(client);
      }
    }
  }

  @Test
  void aStoppedCheckLeavesTheStoreToOthers() throws Exception {
    assertThat(stopped("INT", "check")).isEqualTo(130);

    goesOn();
  }

  @Test
  void aStoppedBackupIsNone() throws Exception {
    assertThat(stopped("INT", "backup")).isEqualTo(130);

    assertThat(store("restore")).as("there is nothing to restore").isEqualTo(1);
    assertThat(store("backup")).isZero();
    goesOn();
  }

  @Test
  void aStoppedRestoreChangesNothing() throws Exception {
    assertThat(store("backup")).isZero();
    new TemporaryDirectory(data).close();

    assertThat(stopped("TERM", "restore")).isEqualTo(143);
    assertThat(files(data)).as("no store, half or whole").noneMatch(Files::isDirectory);

    assertThat(store("restore")).isZero();
    goesOn();
  }

  /** The exit code of a command that meets the signal when it shows its first progress. */
  private int stopped(String signal, String command) throws Exception {
    Path pipe = directory.resolve("progress-" + command);
    SystemCommands.run("mkfifo", pipe.toString());
    try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
      reader.write(new byte[PIPE_BYTES]);
      Process process = start(command, pipe);
      try {
        awaitThread(process, "", "pipe_write");
        SystemCommands.run("kill", "-s", signal, Long.toString(process.pid()));
        awaitThread(process, "stop", "");
        Thread drain = Thread.ofPlatform().daemon().start(() -> drain(reader, process));
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        // A read of a pipe ends by nothing else.
        reader.write(0);
        drain.join();
        return process.exitValue();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private Process start(String command, Path pipe) throws IOException {
    List<String> java = new ArrayList<>(SystemCommands.DEFAULT_SIGNALS);
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    java.add(System.getProperty("java.class.path"));
    java.addAll(List.of("org.sessionvm.launcher.Main", "store", command));
    java.addAll(List.of("--data-dir", data.toString()));
    return new ProcessBuilder(java)
        .redirectError(pipe.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Until a thread is there: of this name, or one that waits in this call of the kernel. */
  private static void awaitThread(Process process, String name, String waitsIn) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Stream<Path> tasks = Files.list(Path.of("/proc", "" + process.pid(), "task"))) {
        if (tasks.anyMatch(task -> is(task, name, waitsIn))) {
          return;
        }
      }
    }
    throw new AssertionError("no thread " + name + " in " + waitsIn);
  }

  private static boolean is(Path task, String name, String waitsIn) {
    try {
      return (name.isEmpty() || Files.readString(task.resolve("comm")).strip().equals(name))
          && Files.readString(task.resolve("wchan")).contains(waitsIn);
    } catch (IOException e) {
      return false;
    }
  }

  private static void drain(RandomAccessFile reader, Process process) {
    byte[] dropped = new byte[PIPE_BYTES];
    try {
      while (reader.read(dropped) >= 0 && process.isAlive()) {
        // What is read is of no interest, only that there is room again.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.toList();
    }
  }

  private int store(String command) {
    return Main.create().execute("store", command, "--data-dir", data.toString());
  }

  private void goesOn() throws Exception {
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      conversation.check(client);
      conversation.send(client);
    } finally {
      conversation.close();
    }
  }
}
