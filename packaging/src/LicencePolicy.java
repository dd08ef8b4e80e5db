import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which licences a library may be used under, and which one where its author leaves a choice.
 *
 * @param allowed SPDX ids
 * @param chosen SPDX ids by the name of the library
 */
record LicencePolicy(Set<String> allowed, Map<String, String> chosen) {
  static LicencePolicy read(Path file) throws IOException {
    LicencePolicy policy = new LicencePolicy(new TreeSet<>(), new HashMap<>());
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "allow" -> policy.allowed.add(words[1]);
        case "use" -> policy.chosen.put(words[1], words[2]);
        case "#" -> {}
        default -> throw new IOException(file + " says neither allow nor use: " + line);
      }
    }
    return policy;
  }

  /** The licence that is chosen, or the only one that is offered, or nothing. */
  String used(String library, List<String> offered) {
    return chosen.getOrDefault(library, offered.size() == 1 ? offered.getFirst() : "");
  }

  boolean allows(String licence) {
    return allowed.contains(licence);
  }
}
