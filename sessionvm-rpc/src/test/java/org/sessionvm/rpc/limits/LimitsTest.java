package org.sessionvm.rpc.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Code, metrics and documents speak of the same limits. */
final class LimitsTest {
  private static final Path HOME = Path.of("..");
  private static final Pattern IN_CODE =
      Pattern.compile("(?:limitExceeded|\\blimit|Offer\\.Full|Busy)\\(\\s*\"(\\w+)\"");
  private static final Pattern IN_RULES = Pattern.compile("\\blimit\\(\\s*\"(\\w+)\"");
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

  private static Set<String> used(Pattern call, String... modules) throws IOException {
    Set<String> used = new TreeSet<>();
    for (String module : modules) {
      try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher matcher = call.matcher(Files.readString(file));
          while (matcher.find()) {
            used.add(matcher.group(1));
          }
        }
      }
    }
    return used;
  }

  @Test
  void everyLimitThatTheCodeRefusesByHasItsLine() throws IOException {
    Set<String> used = used(IN_CODE, "sessionvm", "sessionvm-rpc");
    assertThat(used).contains("batchMax", "maxMessages", "mempoolBytesMax", "channelKeyEntriesMax");
    assertThat(names()).containsAll(used);
  }

  /** So that a wallet knows what it may send before it is refused. */
  @Test
  void everyLimitByWhichTheChainRefusesIsInInfo() throws IOException {
    try (TestNode node = TestNode.start();
        TestCaller anyone = node.caller()) {
      JsonNode limits = anyone.result("sessionvm.Info", TestCaller.object()).get("limits");

      Set<String> used = used(IN_RULES, "sessionvm");
      assertThat(used).contains("ciphertextBytesMax", "channelMembersMax", "wrappedKeyBytesMax");
      assertThat(limits.fieldNames()).toIterable().containsAll(used);
    }
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
