package org.sessionvm.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.OperatorFile;

/** The log of a real node that many callers write at once, in files as small as may be. */
final class LogRotationIT {
  private static final int BYTES_MAX = 64 << 10;
  private static final int KEPT = 3;
  private static final int CALLERS = 4;

  /** Lines of these fill two files and fit into all of them. */
  private static final int CALLS_THAT_FIT = 250;

  @TempDir private Path directory = Path.of("");

  @Test
  void losesAndSplitsNoLineAndStaysWithinItsBounds() throws Exception {
    Path data = directory.resolve("data");
    List<String> options = new ArrayList<>(List.of("--log-level", "trace", "--log-format", "json"));
    options.addAll(List.of("--log-file", log().resolve("log").toString()));
    options.addAll(List.of("--log-file-bytes-max", Integer.toString(BYTES_MAX)));
    options.addAll(List.of("--log-files-kept", Integer.toString(KEPT)));
    try (ChildNode node = ChildNode.start(data, options)) {
      OperatorFile.Node operations = OperatorFile.read(data).orElseThrow();
      call(operations, CALLS_THAT_FIT);
      assertThat(files().size()).as("files by now").isBetween(2, KEPT + 1);
      assertThat(callsInTheLog()).isEqualTo(CALLERS * CALLS_THAT_FIT);

      call(operations, 3 * CALLS_THAT_FIT);
      assertThat(files()).hasSize(KEPT + 1);
      assertThat(callsInTheLog()).isPositive();
      assertThat(new String(node.metricsUrl().toURL().openStream().readAllBytes(), UTF_8))
          .contains("sessionvm_log_lines_total{level=\"lost\"} 0.0");
      assertThat(node.stop()).isZero();
    }
    for (Path file : files()) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(BYTES_MAX);
    }
  }

  private static void call(OperatorFile.Node node, int each) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        OperatorClient client =
            OperatorClient.connect(node.url(), node.token(), Optional.empty())) {
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < each; call++) {
                    client.call("admin.Peers", _ -> {});
                  }
                }));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
  }

  /** Each line is an object of JSON: a half of one would not be read. */
  private long callsInTheLog() throws IOException {
    long calls = 0;
    for (Path file : files()) {
      String text = Files.readString(file);
      assertThat(text).endsWith("\n");
      for (String line : text.lines().toList()) {
        JsonNode parsed = new ObjectMapper().readTree(line);
        calls +=
            parsed.get("message").textValue().equals("operator local calls admin.Peers") ? 1 : 0;
      }
    }
    return calls;
  }

  private Path log() throws IOException {
    return Files.createDirectories(directory.resolve("logs"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(log())) {
      return files.toList();
    }
  }
}
