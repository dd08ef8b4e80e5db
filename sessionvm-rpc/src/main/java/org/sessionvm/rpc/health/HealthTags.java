package org.sessionvm.rpc.health;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which checks a page of health is asked for: {@code ?tag=database&tag=clock}. A check's tags are
 * its name and what it is needed for, {@code readiness}.
 *
 * @param tags empty means every check
 */
record HealthTags(Set<String> tags) {
  private static final int QUERY_CHARACTERS_MAX = 1_024;
  private static final String KEY = "tag=";

  HealthTags {
    tags = Set.copyOf(tags);
  }

  /** Reads a query; empty when it is too long or no query at all. */
  static Optional<HealthTags> parse(@Nullable String query) {
    if (query == null) {
      return Optional.of(new HealthTags(Set.of()));
    }
    if (query.length() > QUERY_CHARACTERS_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new HealthTags(
              Stream.of(query.split("&"))
                  .filter(pair -> pair.startsWith(KEY))
                  .map(
                      pair ->
                          URLDecoder.decode(pair.substring(KEY.length()), StandardCharsets.UTF_8))
                  .collect(Collectors.toSet())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether each tag belongs to some check: a misspelt one would watch nothing. */
  boolean areKnown(List<CheckResult> checks) {
    return tags.stream().allMatch(tag -> checks.stream().anyMatch(check -> tagged(check, tag)));
  }

  boolean select(CheckResult check) {
    return tags.isEmpty() || tags.stream().anyMatch(tag -> tagged(check, tag));
  }

  private static boolean tagged(CheckResult result, String tag) {
    return result.name().equals(tag)
        || (tag.equals("readiness") && result.check().effect() == HealthCheck.Effect.READINESS);
  }
}
