package org.sessionvm.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.sessionvm.crypto.tls.TlsContext;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.testkit.tls.TestAuthority;
import org.sessionvm.testkit.tls.TestCertificate;

/**
 * What a real node shows to Prometheus after a few calls.
 *
 * @param types of families, by name
 * @param helps of families, by name
 * @param samples labels of each sample, by its name: {@code _bucket}, {@code _sum}, {@code _count}
 */
record Exposition(
    Map<String, String> types, Map<String, String> helps, Map<String, Set<String>> samples) {
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  /** Of a node with TLS for wallets, so that it shows what there is to show. */
  static Exposition ofNode(Path directory) throws IOException, InterruptedException {
    TestAuthority authority = new TestAuthority("authority");
    TestCertificate certificate = authority.issue("node");
    Path chain = TestCertificate.write(directory.resolve("chain.pem"), certificate.chainPem());
    Path key = TestCertificate.write(directory.resolve("key.pem"), certificate.keyPem());
    List<String> options =
        List.of(
            "--http-tls-certificate-file", chain.toString(), "--http-tls-key-file", key.toString());
    SSLContext trusting =
        TlsContext.ofClient(Optional.of(List.of(authority.certificate())), Optional.empty());
    try (ChildNode node = ChildNode.start(directory.resolve("data"), options);
        HttpClient http = HttpClient.newBuilder().sslContext(trusting).build()) {
      for (String method : List.of("Health", "Info", "Nope")) {
        http.send(call(node.url(), method), HttpResponse.BodyHandlers.discarding());
      }
      return parse(get(http, node.metricsUrl()));
    }
  }

  private static HttpRequest call(URI url, String method) {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sessionvm." + method + "\"}";
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String get(HttpClient http, URI url) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  static Exposition parse(String text) {
    Map<String, String> types = new TreeMap<>();
    Map<String, String> helps = new HashMap<>();
    Map<String, Set<String>> samples = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# TYPE ")) {
        types.put(words[2], words[3]);
      } else if (line.startsWith("# HELP ")) {
        helps.put(words[2], words.length > 3 ? words[3].strip() : "");
      } else if (!line.isEmpty()) {
        sample(line, samples);
      }
    }
    return new Exposition(types, helps, samples);
  }

  private static void sample(String line, Map<String, Set<String>> samples) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    Set<String> labels = samples.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
    if (sample.group(2) != null) {
      LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
    }
  }
}
