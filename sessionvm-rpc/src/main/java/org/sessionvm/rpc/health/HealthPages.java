package org.sessionvm.rpc.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.RpcReply;

/** The shapes in which operators ask how a node is; 200 when it is well, 503 when not. */
public final class HealthPages {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private static final Set<String> PATHS =
      Set.of(
          "/health",
          "/liveness",
          "/readiness",
          "/ext/health",
          "/ext/health/health",
          "/ext/health/liveness",
          "/ext/health/readiness");

  private final NodeHealth health;
  private final ObjectMapper mapper;

  public HealthPages(NodeHealth health, ObjectMapper mapper) {
    this.health = health;
    this.mapper = mapper;
  }

  /** Whether there is a page at a path. */
  public boolean isPath(String path) {
    return PATHS.contains(path);
  }

  /**
   * The page at a path, if there is one.
   *
   * @param query of the request: {@code tag=NAME}, which may be repeated, looks at some checks only
   */
  public Optional<RpcReply> find(String path, @Nullable String query) {
    return switch (path) {
      case "/liveness" -> Optional.of(up(true));
      case "/ext/health/liveness" -> Optional.of(reply(OK, Map.of("healthy", true)));
      default -> isPath(path) ? Optional.of(page(path, query)) : Optional.empty();
    };
  }

  private RpcReply page(String path, @Nullable String query) {
    NodeHealth.Report all = health.report();
    Optional<HealthTags> tags =
        HealthTags.parse(query).filter(asked -> asked.areKnown(all.checks()));
    if (tags.isEmpty()) {
      List<String> names = all.checks().stream().map(CheckResult::name).toList();
      return reply(
          BAD_REQUEST,
          Map.of("error", "tag must be readiness or one of " + String.join(", ", names)));
    }
    NodeHealth.Report report =
        new NodeHealth.Report(
            all.status(),
            all.sessions(),
            all.channels(),
            all.draining(),
            all.checks().stream().filter(tags.get()::select).toList());
    return switch (path) {
      case "/health" -> summary(report);
      case "/readiness" -> up(report.isReady());
      case "/ext/health/readiness" -> checks(report, report.isReady());
      default -> checks(report, report.isHealthy());
    };
  }

  /** The reference's members, and each check. */
  private RpcReply summary(NodeHealth.Report report) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("healthy", report.isHealthy());
    data.put("sessions", report.sessions());
    data.put("channels", report.channels());
    data.put("pending", report.status().pending());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("status", report.isHealthy() ? "ok" : "unhealthy");
    page.put("ready", report.isReady());
    page.put("degraded", report.isDegraded());
    page.put("data", data);
    page.put("checks", checks(report));
    return reply(status(report.isHealthy()), page);
  }

  /** Besu's shape. */
  private RpcReply up(boolean up) {
    return reply(status(up), Map.of("status", up ? "UP" : "DOWN"));
  }

  /** Avalanche's shape. */
  private RpcReply checks(NodeHealth.Report report, boolean well) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("checks", checks(report));
    page.put("healthy", well);
    return reply(status(well), page);
  }

  private static Map<String, Object> checks(NodeHealth.Report report) {
    Map<String, Object> checks = new LinkedHashMap<>();
    report.checks().forEach(result -> checks.put(result.name(), check(result)));
    return checks;
  }

  private static Map<String, Object> check(CheckResult result) {
    HealthState state = result.state();
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("state", state.level().name().toLowerCase(Locale.ROOT));
    check.put("message", state.details());
    state.warning().ifPresent(warning -> check.put("warning", warning));
    state.error().ifPresent(error -> check.put("error", error));
    check.put("timestamp", result.at());
    check.put("duration", result.duration().toNanos());
    if (result.contiguousFailures() > 0) {
      check.put("contiguousFailures", result.contiguousFailures());
      check.put("timeOfFirstFailure", result.firstFailure());
    }
    return check;
  }

  private static int status(boolean well) {
    return well ? OK : UNAVAILABLE;
  }

  private RpcReply reply(int status, Map<String, Object> page) {
    try {
      return new RpcReply(status, Bytes.wrap(mapper.writeValueAsBytes(page)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a health page cannot be written", e);
    }
  }
}
