package org.sessionvm.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A copy of this machine's file system, processes and network of its own. What is done in it is
 * gone with it, as mounts and processes end with the first process of its namespaces.
 *
 * <p>There is no Java at the usual places until {@link #installJava}, and no systemd.
 */
final class ForeignRoot implements AutoCloseable {
  /** Where the packages lie within. */
  static final String PACKAGES = "/tmp/packages";

  private static final String MAKE =
      """
      set -e
      mount -t tmpfs -o mode=755,size=2g tmpfs "$1"
      cd "$1"
      mkdir upper work root
      mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" root
      cd root
      mount -t proc proc proc
      mount --rbind /dev dev
      mount -t tmpfs tmpfs run
      mount -t tmpfs -o mode=1777 tmpfs tmp
      mkdir tmp/packages mnt/java usr/lib/jvm opt/java 2>/dev/null || true
      mount --bind "$2" tmp/packages
      mount --bind "$3" mnt/java
      mount -t tmpfs tmpfs usr/lib/jvm
      mount -t tmpfs tmpfs opt/java
      ip link set lo up
      exec chroot . sh -c 'echo ready; exec tail -f /dev/null'
      """;

  private final Process namespaces;
  private final long init;

  private ForeignRoot(Process namespaces, long init) {
    this.namespaces = namespaces;
    this.init = init;
  }

  /** Without the right to mount, or where the kernel has no overlay, the test is skipped. */
  static ForeignRoot make(Path directory, Path packages) throws IOException {
    require("root".equals(System.getProperty("user.name")), "a root of its own needs root");
    String java = System.getProperty("java.home");
    List<String> command =
        List.of("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-c");
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(MAKE, "sh", directory.toString(), packages.toString(), java));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    BufferedReader said = process.inputReader();
    String first = String.valueOf(said.readLine());
    if (!first.equals("ready")) {
      process.destroyForcibly();
      require(false, "no root of its own can be made here: " + first);
    }
    return new ForeignRoot(process, process.children().findFirst().orElseThrow().pid());
  }

  private static void require(boolean met, String reason) {
    if (!met) {
      System.out.println("skipped: " + reason);
    }
    Assumptions.assumeTrue(met, reason);
  }

  /** Lets the Java runtime of this test appear where distributions put theirs. */
  void installJava() throws Exception {
    shell("ln -s /mnt/java /usr/lib/jvm/java-25").succeeded();
  }

  Output shell(String script) throws IOException, InterruptedException {
    return Output.of(command(script));
  }

  /** The command that runs a script within, as root and with no more environment than a login. */
  ProcessBuilder command(String script) {
    ProcessBuilder builder =
        new ProcessBuilder(
            "nsenter",
            "--target",
            Long.toString(init),
            "--mount",
            "--net",
            "--pid",
            "--root",
            "--wd",
            "sh",
            "-c",
            script);
    builder.environment().clear();
    builder
        .environment()
        .put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("HOME", "/root");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    return builder;
  }

  /** Ends every process within, and with them the mounts. */
  @Override
  public void close() {
    namespaces.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    ProcessHandle.of(init)
        .ifPresent(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }
}
