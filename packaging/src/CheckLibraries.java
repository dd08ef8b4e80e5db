import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Fails unless the bill of materials lists exactly the jars of the package and each has a licence
 * that is allowed; then writes the jars' checksums and the list of what others own.
 */
final class CheckLibraries {
  private final List<String> faults = new ArrayList<>();
  private final TreeSet<String> allowed = new TreeSet<>();
  private final Map<String, String> chosen = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    new CheckLibraries().check(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  private void check(Path target, Path policy) throws Exception {
    readPolicy(policy);
    SortedMap<String, Path> jars = checksums(target.resolve("lib"));
    StringBuilder thirdParty =
        new StringBuilder("What others own of this package's lib directory\n");
    Map<String, JsonNode> components = components(target.resolve("sbom.json"));
    for (String checksum : components.keySet()) {
      if (!jars.containsKey(checksum)) {
        faults.add("in the bill of materials, not in lib: " + name(components.get(checksum)));
      }
    }
    TreeMap<String, String> byName = new TreeMap<>();
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      String file = jar.getValue().getFileName().toString();
      byName.put(file, jar.getKey());
      JsonNode component = components.get(jar.getKey());
      if (component == null) {
        faults.add("in lib, not in the bill of materials: " + file);
      }
    }
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, String> jar : byName.entrySet()) {
      sums.append(jar.getValue()).append("  ").append(jar.getKey()).append('\n');
      JsonNode component = components.get(jar.getValue());
      if (component != null) {
        describe(component, jars.get(jar.getValue()), thirdParty);
      }
    }
    if (!faults.isEmpty()) {
      faults.forEach(System.err::println);
      System.exit(1);
    }
    Files.writeString(target.resolve("lib/SHA256SUMS"), sums);
    Files.writeString(target.resolve("THIRD-PARTY.txt"), thirdParty);
  }

  private void readPolicy(Path policy) throws IOException {
    for (String line : Files.readAllLines(policy)) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "allow" -> allowed.add(words[1]);
        case "use" -> chosen.put(words[1], words[2]);
        default -> {}
      }
    }
  }

  private static SortedMap<String, Path> checksums(Path lib) throws Exception {
    SortedMap<String, Path> jars = new TreeMap<>();
    try (var files = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : files) {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        jars.put(HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(jar))), jar);
      }
    }
    return jars;
  }

  private static Map<String, JsonNode> components(Path bill) throws IOException {
    Map<String, JsonNode> components = new TreeMap<>();
    for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
      String checksum = name(component);
      for (JsonNode hash : component.path("hashes")) {
        checksum =
            hash.path("alg").asText().equals("SHA-256") ? hash.path("content").asText() : checksum;
      }
      components.put(checksum, component);
    }
    return components;
  }

  private static String name(JsonNode component) {
    return component.path("name").asText() + " " + component.path("version").asText();
  }

  private void describe(JsonNode component, Path jar, StringBuilder list) throws IOException {
    List<String> offered = new ArrayList<>();
    for (JsonNode licence : component.path("licenses")) {
      JsonNode one = licence.path("license");
      offered.add(
          one.path("id").asText(one.path("name").asText(licence.path("expression").asText())));
    }
    String library = component.path("name").asText();
    String used = chosen.getOrDefault(library, offered.size() == 1 ? offered.getFirst() : "");
    if (!allowed.contains(used)) {
      faults.add(name(component) + " has no licence that is allowed or chosen: " + offered);
    }
    if (!component.path("group").asText().equals("org.sessionvm")) {
      list.append("\n== ")
          .append(name(component))
          .append(", used under ")
          .append(used)
          .append('\n');
      appendNotices(jar, list);
    }
  }

  private static void appendNotices(Path jar, StringBuilder list) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry :
          zip.stream().sorted(java.util.Comparator.comparing(ZipEntry::getName)).toList()) {
        if (entry.getName().matches("META-INF/[A-Za-z-]*(LICENSE|NOTICE)(\\.txt|\\.md)?")) {
          String text =
              new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          list.append("-- ").append(entry.getName()).append('\n').append(text.strip()).append('\n');
        }
      }
    }
  }
}
