package org.sessionvm.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard, alerts and the page of metrics name what a real node shows, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MonitoringIT {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (\\w+) \\| (.*) \\|$");
  private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w+)$");

  private Exposition node = new Exposition(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  @BeforeAll
  void scrape(@TempDir Path directory) throws Exception {
    node = Exposition.ofNode(directory);
  }

  @Test
  void thePageOfMetricsIsWhatANodeShows() throws IOException {
    TreeMap<String, String> documented = new TreeMap<>();
    ROW.matcher(Repository.text("docs/operations/metrics.md"))
        .results()
        .forEach(row -> documented.put(row.group(1), row.group(2)));

    assertThat(documented).isEqualTo(node.types());
  }

  @Test
  void everyMetricSaysWhatItIs() {
    assertThat(node.types().keySet()).allMatch(name -> name.matches("(sessionvm|jvm|process)_.*"));
    assertThat(node.types().keySet())
        .allSatisfy(name -> assertThat(node.helps().getOrDefault(name, "")).as(name).isNotBlank());
  }

  @Test
  void everyAlertAsksForWhatANodeShowsAndHasItsPage() throws IOException {
    String runbook = Repository.text("docs/operations/alerts.md");
    List<String> pages = HEADING.matcher(runbook).results().map(page -> page.group(1)).toList();
    Set<String> names = new HashSet<>();
    JsonNode rules = Repository.yaml("config/prometheus/alerts.yaml").getFirst();
    for (JsonNode rule : rules.at("/groups/0/rules")) {
      String name = rule.get("alert").textValue();
      assertThat(names.add(name)).as(name).isTrue();
      new Expression(rule.get("expr").textValue()).check(node);
      assertThat(rule.get("for").textValue()).matches("\\d+[smh]");
      assertThat(rule.at("/labels/severity").textValue()).isIn("page", "ticket");
      assertThat(rule.at("/annotations/summary").textValue()).isNotBlank();
      assertThat(rule.at("/annotations/runbook").textValue())
          .isEqualTo("docs/operations/alerts.md#" + name.toLowerCase(Locale.ROOT));
    }
    assertThat(names).isNotEmpty().containsExactlyInAnyOrderElementsOf(pages);
  }

  @Test
  void everyPanelAsksForWhatANodeShows() throws IOException {
    JsonNode dashboard = Repository.json("config/grafana/sessionvm.json");
    assertThat(dashboard.get("uid").textValue()).isNotBlank();
    assertThat(dashboard.get("title").textValue()).isNotBlank();
    assertThat(dashboard.get("schemaVersion").isInt()).isTrue();
    JsonNode variable = dashboard.at("/templating/list/0");
    assertThat(variable.get("type").textValue()).isEqualTo("datasource");
    String source = "${" + variable.get("name").textValue() + "}";
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").intValue())).isTrue();
      assertThat(panel.get("title").textValue()).isNotBlank();
      assertThat(panel.at("/datasource/uid").textValue()).isEqualTo(source);
      assertThat(panel.get("targets")).isNotEmpty();
      for (JsonNode target : panel.get("targets")) {
        new Expression(target.get("expr").textValue()).check(node);
      }
    }
    assertThat(ids).isNotEmpty();
  }
}
