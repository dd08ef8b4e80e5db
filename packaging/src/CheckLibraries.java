import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fails unless the bill of materials lists exactly the jars of the package and each has a licence
 * that is allowed and its notice; then writes the jars' checksums and the list of what others own.
 */
final class CheckLibraries {
  private final List<String> faults = new ArrayList<>();
  private final LicencePolicy policy;
  private final Notices notices;

  private CheckLibraries(Path policy) throws IOException {
    this.policy = LicencePolicy.read(policy.resolve("licences.txt"));
    this.notices = new Notices(policy.resolve("notices"));
  }

  /** The directory of the packages, with lib and sbom.json; the one of licences.txt and notices. */
  public static void main(String[] arguments) throws Exception {
    new CheckLibraries(Path.of(arguments[1])).check(Path.of(arguments[0]));
  }

  private void check(Path target) throws Exception {
    SortedMap<String, Path> jars = checksums(target.resolve("lib"));
    Map<String, JsonNode> components = components(target.resolve("sbom.json"));
    for (String checksum : components.keySet()) {
      if (!jars.containsKey(checksum)) {
        faults.add("in the bill of materials, not in lib: " + name(components.get(checksum)));
      }
    }
    TreeMap<String, String> byName = new TreeMap<>();
    jars.forEach((checksum, jar) -> byName.put(jar.getFileName().toString(), checksum));
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, String> jar : byName.entrySet()) {
      sums.append(jar.getValue()).append("  ").append(jar.getKey()).append('\n');
      JsonNode component = components.get(jar.getValue());
      if (component == null) {
        faults.add("in lib, not in the bill of materials: " + jar.getKey());
      } else {
        check(component, jars.get(jar.getValue()));
      }
    }
    faults.addAll(notices.unused());
    if (!faults.isEmpty()) {
      faults.forEach(System.err::println);
      System.exit(1);
    }
    Files.writeString(target.resolve("lib/SHA256SUMS"), sums);
    Files.writeString(target.resolve("THIRD-PARTY.txt"), notices.text());
  }

  private void check(JsonNode component, Path jar) throws IOException {
    List<String> offered = new ArrayList<>();
    for (JsonNode licence : component.path("licenses")) {
      JsonNode one = licence.path("license");
      offered.add(
          one.path("id").asText(one.path("name").asText(licence.path("expression").asText())));
    }
    String library = component.path("name").asText();
    String used = policy.used(library, offered);
    if (!policy.allows(used)) {
      faults.add(name(component) + " has no licence that is allowed or chosen: " + offered);
    } else if (!component.path("group").asText().equals("org.sessionvm")
        && !notices.add(library, name(component), used, jar)) {
      faults.add(name(component) + " is used under " + used + " without its author's notice");
    }
  }

  private SortedMap<String, Path> checksums(Path lib) throws Exception {
    SortedMap<String, Path> jars = new TreeMap<>();
    try (var files = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : files) {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        String checksum = HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(jar)));
        if (jars.put(checksum, jar) != null) {
          faults.add("twice in lib: " + jar.getFileName());
        }
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
}
