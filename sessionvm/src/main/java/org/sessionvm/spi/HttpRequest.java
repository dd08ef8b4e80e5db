package org.sessionvm.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sessionvm.primitives.Bytes;

/**
 * A request that a host has read off its own network.
 *
 * @param method as it was sent
 * @param path below the place where the chain is mounted; empty or beginning with a slash
 * @param query without its question mark; empty if there is none
 * @param headers by their names in lower case
 * @param body whole
 */
public record HttpRequest(
    String method, String path, String query, Map<String, List<String>> headers, Bytes body) {
  public HttpRequest {
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    entry -> List.copyOf(entry.getValue()),
                    (first, _) -> first));
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }
}
