package org.sessionvm.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names in an expression of PromQL, as far as rules and panels of this project use it. */
record Expression(String text) {
  private static final Set<String> WORDS =
      Set.of("sum", "by", "rate", "increase", "changes", "histogram_quantile", "time");

  /** Labels that Prometheus itself adds to every sample. */
  private static final Set<String> SCRAPED = Set.of("job", "instance");

  private static final Pattern SELECTOR = Pattern.compile("([a-z][a-z0-9_]*)(?:\\{([^}]*)})?");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([a-z_, ]+)\\)");
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(?:=|!=|=~|!~)\"[^\"]*\"");
  private static final Pattern RANGE = Pattern.compile("\\[(?:\\d+[smhd]|\\$__rate_interval)]");

  /** Fails when a metric or a label in it is not shown by a node. */
  void check(Exposition node) {
    assertThat(text.chars().filter(c -> c == '(').count())
        .as(text)
        .isEqualTo(text.chars().filter(c -> c == ')').count());
    Set<String> grouped =
        GROUPING
            .matcher(text)
            .results()
            .flatMap(group -> Set.of(group.group(1).split(", *")).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    grouped.removeAll(SCRAPED);
    String rest = RANGE.matcher(GROUPING.matcher(text).replaceAll("")).replaceAll("");
    Matcher selector = SELECTOR.matcher(rest);
    int metrics = 0;
    while (selector.find()) {
      if (!WORDS.contains(selector.group(1))) {
        metrics++;
        check(selector.group(1), selector.group(2), grouped, node);
      }
    }
    assertThat(metrics).as(text).isPositive();
  }

  private void check(
      String metric, @Nullable String matchers, Set<String> grouped, Exposition node) {
    if (metric.equals("up")) {
      return;
    }
    assertThat(node.samples()).as(text).containsKey(metric);
    Set<String> labels = new TreeSet<>(grouped);
    if (matchers != null) {
      MATCHER.matcher(matchers).results().forEach(label -> labels.add(label.group(1)));
      assertThat(MATCHER.matcher(matchers).replaceAll("")).as(text).matches("[, ]*");
    }
    assertThat(node.samples().get(metric)).as(text).containsAll(labels);
    if (text.contains("rate(" + metric) || text.contains("increase(" + metric)) {
      assertThat(metric).as("only what counts has a rate").matches(".*_(total|bucket|sum|count)");
    }
  }
}
