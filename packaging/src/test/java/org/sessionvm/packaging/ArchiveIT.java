package org.sessionvm.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, run by somebody who owns nothing, from where nothing can be written. */
final class ArchiveIT {
  private static final String JAVA = System.getProperty("java.home");
  private static final String PATH = "/usr/bin:/bin";

  @TempDir static Path directory;

  private static UnpackedArchive archive;

  @BeforeAll
  static void unpack() throws Exception {
    archive = UnpackedArchive.in(directory);
  }

  @Test
  void bringsLicencesAndItsChecksumsAreTheirs() throws Exception {
    Output.of(
            new ProcessBuilder("sha256sum", "--quiet", "-c", "SHA256SUMS")
                .directory(archive.home().resolve("lib").toFile()))
        .succeeded();
    assertThat(archive.home().resolve("LICENSE")).isNotEmptyFile();
    assertThat(archive.home().resolve("NOTICE")).isNotEmptyFile();
    assertThat(Files.readString(archive.home().resolve("THIRD-PARTY.txt"))).contains("QOS.ch");
    assertThat(archive.home().resolve("sbom.json")).isNotEmptyFile();
    assertThat(archive.home().resolve("docs/plugin.md")).isNotEmptyFile();
  }

  @Test
  void runsANodeWithoutAHomeOrAnythingToWriteButItsData() throws Exception {
    Path data = UnpackedArchive.writable(directory.resolve("some data"));
    ProcessBuilder command =
        archive.command(
            Map.of("PATH", PATH, "SESSIONVM_JAVA_HOME", JAVA),
            "run",
            "--data-dir",
            data.toString(),
            "--http-addr",
            "127.0.0.1:0",
            "--metrics-addr",
            "127.0.0.1:0");

    try (InstalledNode node = new InstalledNode(command);
        HttpClient http = HttpClient.newHttpClient()) {
      URI liveness = URI.create(node.url()).resolve("/liveness");
      assertThat(
              http.send(
                      HttpRequest.newBuilder(liveness).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
      assertThat(node.process().destroy()).isTrue();
      node.ended().succeeded();
    }
    assertThat(archive.home().resolve("cache")).doesNotExist();
  }

  @Test
  void aDamagedStartCacheIsNoReasonNotToStart() throws Exception {
    Path caches = UnpackedArchive.writable(directory.resolve("caches"));
    Map<String, String> environment =
        Map.of("PATH", PATH, "SESSIONVM_JAVA_HOME", JAVA, "XDG_CACHE_HOME", caches.toString());
    assertThat(archive.run(environment, "--version").succeeded())
        .contains("making the start cache");
    Path cache;
    try (var files = Files.list(caches.resolve("sessionvm"))) {
      cache = files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(cache);
    assertThat(archive.run(environment, "--version").succeeded()).startsWith("sessionvm ");

    byte[] head = new byte[whole.length / 2];
    System.arraycopy(whole, 0, head, 0, head.length);
    for (byte[] damaged : new byte[][] {new byte[0], head, new byte[whole.length]}) {
      Files.write(cache, damaged);
      assertThat(archive.run(environment, "--version").succeeded()).contains("sessionvm ");
    }
  }

  @Test
  void aPlaceForStartCachesThatCannotBeWrittenIsNoReasonNotToStart() throws Exception {
    Path place = Files.writeString(directory.resolve("not-a-directory"), "");

    assertThat(
            archive
                .run(
                    Map.of(
                        "PATH", PATH,
                        "SESSIONVM_JAVA_HOME", JAVA,
                        "XDG_CACHE_HOME", place.toString()),
                    "--version")
                .succeeded())
        .startsWith("sessionvm ");
    assertThat(
            archive.run(Map.of("PATH", PATH, "SESSIONVM_JAVA_HOME", JAVA), "start-cache").failed())
        .contains("cannot be written");
  }

  @Test
  void saysWhichJavaIsTooOld() throws Exception {
    Path old = JavaDirectory.withRelease(directory.resolve("old java"), "24.0.2");

    assertThat(
            archive
                .run(Map.of("PATH", PATH, "SESSIONVM_JAVA_HOME", old.toString()), "run")
                .failed())
        .isEqualTo("sessionvm: SESSIONVM_JAVA_HOME is " + old + ", where no Java 25 or newer is\n");
  }

  @Test
  void saysThatAnInstallationIsNotWhole() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("part of it/bin"));
    Path script = Files.copy(archive.home().resolve("bin/sessionvm"), bin.resolve("sessionvm"));

    assertThat(Output.of(new ProcessBuilder(script.toString(), "run")).failed())
        .contains("the installation is not whole: ")
        .contains("part of it/lib/SHA256SUMS is missing");
  }

  @Test
  void takesTheFirstJavaThatIsNewEnough() throws Exception {
    Path old = JavaDirectory.withoutRelease(directory.resolve("17"), "17.0.15");
    Path onPath = JavaDirectory.withoutRelease(directory.resolve("on the path"), "25.0.1");
    Path newer = JavaDirectory.withRelease(directory.resolve("newer"), "26");
    String path = onPath + "/bin:" + PATH;

    assertThat(
            archive.run(Map.of("PATH", path, "JAVA_HOME", old.toString()), "java-home").succeeded())
        .isEqualTo(onPath + "\n");
    assertThat(
            archive
                .run(Map.of("PATH", path, "JAVA_HOME", newer.toString()), "java-home")
                .succeeded())
        .isEqualTo(newer + "\n");
    assertThat(archive.run(Map.of("PATH", path, "JAVA_HOME", newer.toString()), "run").failed())
        .contains(newer + "/bin/java was run");
  }
}
