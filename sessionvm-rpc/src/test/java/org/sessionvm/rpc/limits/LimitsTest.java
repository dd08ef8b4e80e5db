package org.sessionvm.rpc.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.metrics.NodeMetrics;

/** Code, metrics and documents speak of the same limits. */
final class LimitsTest {
  private static final Path HOME = Path.of("..");
  private static final Pattern IN_CODE =
      Pattern.compile("(?:limitExceeded|Rejection\\.limit|Offer\\.Full|Busy)\\(\\s*\"(\\w+)\"");
  private static final Pattern IN_TABLE = Pattern.compile("`(\\w+)`");

  private static Set<String> names() {
    return Arrays.stream(Limit.values())
        .map(Limit::wireName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyLimitIsCountedFromTheStart() {
    try (NodeMetrics metrics = new NodeMetrics()) {
      metrics.limits().refused(Limit.BATCH);

      assertThat(metrics.scrape())
          .contains("# HELP sessionvm_limited_total ")
          .contains("sessionvm_limited_total{limit=\"batchMax\"} 1.0");
      for (String name : names()) {
        assertThat(metrics.scrape()).contains("sessionvm_limited_total{limit=\"" + name + "\"} ");
      }
    }
  }

  @Test
  void everyLimitThatTheCodeRefusesByHasItsLine() throws IOException {
    Set<String> used = new TreeSet<>();
    for (String module : new String[] {"sessionvm", "sessionvm-rpc"}) {
      try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher matcher = IN_CODE.matcher(Files.readString(file));
          while (matcher.find()) {
            used.add(matcher.group(1));
          }
        }
      }
    }
    assertThat(used).contains("batchMax", "maxMessages", "mempoolBytesMax");
    assertThat(names()).containsAll(used);
  }

  @Test
  void everyLimitIsDescribedAndNothingElse() throws IOException {
    Set<String> described = new TreeSet<>();
    for (String line : Files.readAllLines(HOME.resolve("docs/operations/limits.md"))) {
      if (line.startsWith("| `")) {
        Matcher matcher = IN_TABLE.matcher(line.split("\\|", -1)[1]);
        while (matcher.find()) {
          described.add(matcher.group(1));
        }
      }
    }
    assertThat(described).isEqualTo(names());
  }
}
