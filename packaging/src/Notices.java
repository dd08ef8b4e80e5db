import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the authors of libraries want to be handed on: from the jars, from files of a library's name
 * for what jars do not bring, and from files of a licence's name for its text, once, at the end.
 */
final class Notices {
  private final Path directory;
  private final StringBuilder list =
      new StringBuilder("What others own of this package's lib directory\n");
  private final TreeSet<String> used = new TreeSet<>();
  private final TreeSet<String> licences = new TreeSet<>();

  Notices(Path directory) {
    this.directory = directory;
  }

  /** Whether what the licence asks for is there; Apache-2.0 asks for what jars bring, if any. */
  boolean add(String library, String title, String licence, Path jar) throws IOException {
    list.append("\n== ").append(title).append(", used under ").append(licence).append('\n');
    boolean found = appendFromJar(jar);
    Path file = directory.resolve(library + ".txt");
    if (Files.exists(file)) {
      used.add(library);
      list.append(Files.readString(file).strip()).append('\n');
      found = true;
    }
    licences.add(licence);
    return found || licence.equals("Apache-2.0");
  }

  private boolean appendFromJar(Path jar) throws IOException {
    boolean found = false;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList()) {
        if (entry.getName().matches("META-INF/[A-Za-z-]*(LICENSE|NOTICE)(\\.txt|\\.md)?")) {
          String text =
              new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          list.append("-- ").append(entry.getName()).append('\n').append(text.strip()).append('\n');
          found = true;
        }
      }
    }
    return found;
  }

  /** What is said of files that belong to no library and no licence in use. */
  List<String> unused() throws IOException {
    List<String> faults = new ArrayList<>();
    try (var files = Files.newDirectoryStream(directory, "*.txt")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
        if (!used.contains(name) && !licences.contains(name)) {
          faults.add("no library or licence in use has the name of " + file);
        }
      }
    }
    return faults;
  }

  String text() throws IOException {
    StringBuilder text = new StringBuilder(list);
    for (String licence : licences) {
      Path file = directory.resolve(licence + ".txt");
      if (Files.exists(file)) {
        text.append("\n== The text of ").append(licence).append('\n');
        text.append(Files.readString(file).strip()).append('\n');
      }
    }
    return text.toString();
  }
}
