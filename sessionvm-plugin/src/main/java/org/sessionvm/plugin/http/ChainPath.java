package org.sessionvm.plugin.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a chain a request goes. The node hands over the path that was asked for, with the name
 * under which it was asked for.
 *
 * @param path below the chain's own; empty or beginning with a slash
 * @param query without its question mark
 */
record ChainPath(String path, String query) {
  private static final Pattern MOUNTED = Pattern.compile("/ext/bc/[^/]+(/.*)?");

  /**
   * Of a request's URI; one without the chain's path, as the header route allows, is taken whole.
   */
  static ChainPath of(String uri) {
    int mark = uri.indexOf('?');
    String whole = mark < 0 ? uri : uri.substring(0, mark);
    String query = mark < 0 ? "" : uri.substring(mark + 1);
    Matcher mounted = MOUNTED.matcher(whole);
    if (!mounted.matches()) {
      return new ChainPath(whole, query);
    }
    return new ChainPath(mounted.group(1) == null ? "" : mounted.group(1), query);
  }
}
