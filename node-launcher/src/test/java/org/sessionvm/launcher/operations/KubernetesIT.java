package org.sessionvm.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.settings.SettingsResolver;

/** The manifest agrees with the settings in it and with what a real node answers. */
final class KubernetesIT {
  @TempDir Path directory;

  @Test
  void namesThePathsPortsAndTimesOfANode() throws Exception {
    List<JsonNode> documents = Repository.yaml("config/kubernetes/sessionvm.yaml");
    EffectiveSettings settings = settings(kind(documents, "ConfigMap"));
    JsonNode set = kind(documents, "StatefulSet");
    JsonNode pod = set.at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");

    assertThat(set.at("/spec/replicas").intValue()).isEqualTo(1);
    assertThat(port(container, "http")).isEqualTo(port(settings.text(Settings.HTTP_ADDR)));
    assertThat(port(container, "metrics")).isEqualTo(port(settings.text(Settings.METRICS_ADDR)));
    assertThat(set.at("/spec/template/metadata/annotations").get("prometheus.io/port").asInt())
        .isEqualTo(port(container, "metrics"));
    assertThat(kind(documents, "Service").at("/spec/ports/0/port").intValue())
        .isEqualTo(port(container, "http"));
    long drainSeconds = settings.whole(Settings.ACCEPT_TIMEOUT_MILLIS) / 1_000 + 5;
    assertThat(pod.get("terminationGracePeriodSeconds").longValue())
        .isGreaterThan(2 * drainSeconds);
    assertThat(Path.of(settings.text(Settings.DATA_DIR)))
        .startsWithRaw(Path.of(mount(container, "state")));
    assertThat(container.at("/args/2").textValue())
        .isEqualTo(mount(container, "config") + "/node.json");
    probes(container);
  }

  private void probes(JsonNode container) throws Exception {
    // Options beat the file, so that the test has directory and ports of its own.
    List<String> options = List.of("--config", directory.resolve("node.json").toString());
    try (ChildNode node = ChildNode.start(directory.resolve("data"), options);
        HttpClient http = HttpClient.newHttpClient()) {
      assertThat(node.said()).as("logFormat").anyMatch(line -> line.startsWith("{\""));
      for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        JsonNode get = container.get(probe).get("httpGet");
        assertThat(get.get("port").textValue()).isEqualTo("http");
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(node.url().resolve(get.get("path").textValue())).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
      }
    }
    assertThat(container.at("/livenessProbe/httpGet/path").textValue()).isEqualTo("/liveness");
  }

  private EffectiveSettings settings(JsonNode map) throws Exception {
    Path file = directory.resolve("node.json");
    Files.writeString(file, map.at("/data").get("node.json").textValue());
    return new SettingsResolver(Map.of()).resolve(Map.of(), Optional.of(file));
  }

  private static JsonNode kind(List<JsonNode> documents, String kind) {
    return documents.stream()
        .filter(document -> document.get("kind").textValue().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static int port(JsonNode container, String name) {
    return container
        .get("ports")
        .valueStream()
        .filter(port -> port.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow()
        .get("containerPort")
        .intValue();
  }

  private static String mount(JsonNode container, String name) {
    return container
        .get("volumeMounts")
        .valueStream()
        .filter(mount -> mount.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow()
        .get("mountPath")
        .textValue();
  }
}
