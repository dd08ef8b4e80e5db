package org.sessionvm.launcher.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.metrics.NodeMetrics;

class PluginMetricsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sessionvm_plugin_[a-z_]+)` \\|");

  @Test
  void showsWhatItsPageLists() throws IOException {
    Set<String> listed =
        ROW.matcher(Files.readString(Path.of("..", "docs", "plugin.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    try (NodeMetrics metrics = new NodeMetrics()) {
      PluginMetrics.bind(new PluginFigures(), metrics);

      assertThat(shown(metrics)).isEqualTo(listed);
    }
  }

  private static Set<String> shown(NodeMetrics metrics) {
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith("sessionvm_plugin_"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The first field of a family is its name. */
  @Test
  void handsTheNodeOneEncodedMessageForEachFamily() {
    try (NodeMetrics metrics = new NodeMetrics()) {
      PluginFigures figures = new PluginFigures();
      PluginMetrics.bind(figures, metrics);
      figures.blocksBuilt().increment();

      List<Bytes> families = metrics.families();

      Set<String> names = new TreeSet<>();
      for (Bytes family : families) {
        assertThat(family.at(0)).isEqualTo((byte) 0x0a);
        byte[] name = family.slice(2, 2 + family.at(1)).toByteArray();
        names.add(new String(name, StandardCharsets.US_ASCII));
      }
      assertThat(names).hasSameSizeAs(families).contains("sessionvm_plugin_blocks_built_total");
    }
  }
}
