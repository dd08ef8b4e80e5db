package org.sessionvm.launcher.plugin;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessionvm.launcher.settings.SettingException;

/**
 * The jars of a plugin, in a folder named by what they hold.
 *
 * @param home the folder
 * @param jars in the order of the class path
 */
record PluginLibraries(Path home, List<Path> jars) {
  private static final int NAME_CHARACTERS = 16;

  PluginLibraries {
    jars = List.copyOf(jars);
  }

  /** Copies the jars that this process runs from, unless they are there. */
  static PluginLibraries copyInto(Path folder) throws IOException {
    List<Path> sources = ownJars();
    Path home = folder.resolve(name(sources));
    if (!Files.isDirectory(home)) {
      copy(sources, home);
    }
    Files.setLastModifiedTime(home, FileTime.fromMillis(System.currentTimeMillis()));
    return new PluginLibraries(
        home, sources.stream().map(jar -> home.resolve(jar.getFileName())).toList());
  }

  private static List<Path> ownJars() {
    List<Path> entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    if (!entries.stream().allMatch(Files::isRegularFile)) {
      throw new SettingException("only what runs from jars can be installed: use bin/sessionvm");
    }
    return entries;
  }

  /** Of this Java too, since a start cache belongs to one. */
  private static String name(List<Path> jars) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (System.getProperty("java.home") + Runtime.version()).getBytes(StandardCharsets.UTF_8));
      for (Path jar : jars) {
        digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whole or not at all. */
  private static void copy(List<Path> jars, Path home) throws IOException {
    Path next = Files.createTempDirectory(home.getParent(), "next-");
    for (Path jar : jars) {
      Files.copy(jar, next.resolve(jar.getFileName()));
    }
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(next, home, StandardCopyOption.ATOMIC_MOVE);
  }

  String classPath() {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** A node that runs may still be at the one before; what is older is deleted. */
  void deleteOlder() throws IOException {
    List<Path> others;
    try (Stream<Path> all = Files.list(home.getParent())) {
      others =
          all.filter(other -> Files.isDirectory(other) && !other.equals(home))
              .sorted(Comparator.comparingLong(PluginLibraries::modified).reversed())
              .toList();
    }
    for (Path old : others.stream().skip(1).toList()) {
      delete(old);
    }
  }

  private static long modified(Path path) {
    return path.toFile().lastModified();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
