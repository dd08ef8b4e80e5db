package org.sessionvm.rpc.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.RpcReply;

/** The shapes in which operators ask how a node is; 200 when it is well, 503 when not. */
public final class HealthPages {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final NodeHealth health;
  private final ObjectMapper mapper;

  public HealthPages(NodeHealth health, ObjectMapper mapper) {
    this.health = health;
    this.mapper = mapper;
  }

  private static final Set<String> PATHS =
      Set.of(
          "/health",
          "/liveness",
          "/readiness",
          "/ext/health",
          "/ext/health/health",
          "/ext/health/liveness",
          "/ext/health/readiness");

  /** Whether there is a page at a path. */
  public boolean isPath(String path) {
    return PATHS.contains(path);
  }

  /** The page at a path, if there is one. */
  public Optional<RpcReply> find(String path) {
    return switch (path) {
      case "/health" -> Optional.of(summary());
      case "/liveness" -> Optional.of(up(true));
      case "/readiness" -> Optional.of(up(health.isReady()));
      case "/ext/health", "/ext/health/health" -> Optional.of(checks());
      case "/ext/health/liveness" -> Optional.of(reply(true, Map.of("healthy", true)));
      case "/ext/health/readiness" -> Optional.of(readiness());
      default -> Optional.empty();
    };
  }

  /** The reference's members, and each check. */
  private RpcReply summary() {
    NodeHealth.Report report = health.report();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("healthy", report.isHealthy());
    data.put("sessions", report.sessions());
    data.put("channels", 0);
    data.put("pending", report.status().pending());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("status", report.isHealthy() ? "ok" : "unhealthy");
    page.put("ready", report.isReady());
    page.put("data", data);
    page.put("checks", checks(report));
    return reply(report.isHealthy(), page);
  }

  /** Besu's shape. */
  private RpcReply up(boolean up) {
    return reply(up, Map.of("status", up ? "UP" : "DOWN"));
  }

  /** Avalanche's shape. */
  private RpcReply checks() {
    NodeHealth.Report report = health.report();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("checks", checks(report));
    page.put("healthy", report.isHealthy());
    return reply(report.isHealthy(), page);
  }

  private RpcReply readiness() {
    NodeHealth.Report report = health.report();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("checks", checks(report));
    page.put("healthy", report.isReady());
    return reply(report.isReady(), page);
  }

  private static Map<String, Object> checks(NodeHealth.Report report) {
    Map<String, Object> checks = new LinkedHashMap<>();
    report.checks().forEach(result -> checks.put(result.name(), check(result)));
    return checks;
  }

  private static Map<String, Object> check(CheckHistory.Result result) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("message", result.state().details());
    result.state().error().ifPresent(error -> check.put("error", error));
    check.put("timestamp", result.at());
    check.put("duration", result.duration().toNanos());
    if (result.contiguousFailures() > 0) {
      check.put("contiguousFailures", result.contiguousFailures());
      check.put("timeOfFirstFailure", result.firstFailure());
    }
    return check;
  }

  private RpcReply reply(boolean well, Map<String, Object> page) {
    try {
      return new RpcReply(well ? OK : UNAVAILABLE, Bytes.wrap(mapper.writeValueAsBytes(page)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a health page cannot be written", e);
    }
  }
}
