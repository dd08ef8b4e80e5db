package org.sessionvm.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packages hold, and that the build fails on what they must not hold. */
final class LibrariesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir static Path classes;

  @TempDir Path directory;

  @BeforeAll
  static void compile() throws Exception {
    Output.of(
            new ProcessBuilder(
                tool("javac"),
                "-d",
                classes.toString(),
                "-cp",
                CLASS_PATH,
                "--source-path",
                "src",
                "src/CheckLibraries.java"))
        .succeeded();
  }

  @BeforeEach
  void makeAPackageOfOneLibrary() throws Exception {
    Files.createDirectories(directory.resolve("lib"));
    Files.createDirectories(directory.resolve("notices"));
    Files.writeString(directory.resolve("licences.txt"), "# why\nallow MIT\nuse chosen MIT\n");
    bill("one", "MIT", jar("one", "META-INF/LICENSE.txt"));
  }

  @Test
  void theBillOfMaterialsListsEveryJarAndNothingElse() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    for (JsonNode component :
        JSON.readTree(Built.TARGET.resolve("sbom.json").toFile()).get("components")) {
      String jar =
          component.get("name").asText() + "-" + component.get("version").asText() + ".jar";
      listed.put(jar, sha256(component));
    }

    Map<String, String> shipped = new TreeMap<>();
    try (var jars = Files.newDirectoryStream(Built.TARGET.resolve("lib"), "*.jar")) {
      for (Path jar : jars) {
        shipped.put(jar.getFileName().toString(), sha256(jar));
      }
    }
    assertThat(listed).isEqualTo(shipped).hasSizeGreaterThan(30);
  }

  @Test
  void nothingIsUsedUnderACopyleftOfTheWholeWork() throws Exception {
    String text = Files.readString(Built.TARGET.resolve("THIRD-PARTY.txt"));

    assertThat(text.lines().filter(line -> line.startsWith("== ")).toList())
        .hasSizeGreaterThan(25)
        .noneMatch(line -> line.matches(".*used under .*GPL.*"));
    assertThat(text)
        .contains("Copyright (c) 2013 Brian", "QOS.ch", "The LevelDB Authors")
        .contains("Legion of the Bouncy Castle", "== The text of EPL-2.0")
        .contains("Copyright (c) 2004-");
  }

  @Test
  void aLibraryWithItsLicenceAndNoticePasses() throws Exception {
    check().succeeded();

    assertThat(Files.readString(directory.resolve("THIRD-PARTY.txt")))
        .contains("== one 1, used under MIT\n-- META-INF/LICENSE.txt\na text of one\n");
    assertThat(Files.readString(directory.resolve("lib/SHA256SUMS")))
        .isEqualTo(sha256(directory.resolve("lib/one-1.jar")) + "  one-1.jar\n");
  }

  @Test
  void aJarThatIsNotInTheBillFails() throws Exception {
    jar("stray", "META-INF/LICENSE.txt");

    assertThat(check().failed()).isEqualTo("in lib, not in the bill of materials: stray-1.jar\n");
    assertThat(directory.resolve("THIRD-PARTY.txt")).doesNotExist();

    Files.copy(
        directory.resolve("lib/one-1.jar"),
        directory.resolve("lib/stray-1.jar"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(check().failed()).startsWith("twice in lib: ");
  }

  @Test
  void aJarThatWasChangedOrLeftOutFails() throws Exception {
    Files.delete(directory.resolve("lib/one-1.jar"));

    assertThat(check().failed()).isEqualTo("in the bill of materials, not in lib: one 1\n");

    jar("one", "META-INF/another");
    assertThat(check().failed())
        .contains("in the bill of materials, not in lib: one 1\n")
        .contains("in lib, not in the bill of materials: one-1.jar\n");
  }

  @Test
  void aLicenceThatIsNotAllowedFails() throws Exception {
    for (String licence : new String[] {"GPL-3.0-only", "AGPL-3.0-or-later", "My own licence"}) {
      bill("one", licence, directory.resolve("lib/one-1.jar"));
      assertThat(check().failed())
          .isEqualTo("one 1 has no licence that is allowed or chosen: [" + licence + "]\n");
    }
  }

  @Test
  void aLicenceThatWantsItsNoticeFailsWithoutOne() throws Exception {
    bill("one", "MIT", jar("one", "META-INF/other"));

    assertThat(check().failed()).isEqualTo("one 1 is used under MIT without its author's notice\n");

    Files.writeString(directory.resolve("notices/one.txt"), "its notice");
    check().succeeded();
    assertThat(Files.readString(directory.resolve("THIRD-PARTY.txt"))).contains("its notice");
  }

  @Test
  void aNoticeOfALibraryThatIsGoneFails() throws Exception {
    Files.writeString(directory.resolve("notices/gone.txt"), "its notice");

    assertThat(check().failed()).startsWith("no library or licence in use has the name of ");
  }

  private Output check() throws Exception {
    return Output.of(
        new ProcessBuilder(
            tool("java"),
            "-cp",
            classes + File.pathSeparator + CLASS_PATH,
            "CheckLibraries",
            directory.toString(),
            directory.toString()));
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private Path jar(String name, String entry) throws IOException {
    Path jar = directory.resolve("lib/" + name + "-1.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(("a text of " + name).getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private void bill(String name, String licence, Path jar) throws Exception {
    Files.writeString(
        directory.resolve("sbom.json"),
        """
        {"components": [{"group": "some", "name": "%s", "version": "1",
          "licenses": [{"license": {"id": "%s"}}],
          "hashes": [{"alg": "SHA-256", "content": "%s"}]}]}
        """
            .formatted(name, licence, sha256(jar)));
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static String sha256(JsonNode component) {
    return component
        .get("hashes")
        .valueStream()
        .filter(hash -> hash.get("alg").asText().equals("SHA-256"))
        .findFirst()
        .orElseThrow()
        .get("content")
        .asText();
  }
}
