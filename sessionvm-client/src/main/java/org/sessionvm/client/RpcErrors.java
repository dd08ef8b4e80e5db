package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionvm.primitives.TransactionId;

/** What an error object of JSON-RPC means to a wallet. */
final class RpcErrors {
  private static final String NOT_YET_ACCEPTED = "not yet accepted";
  private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(1);

  private RpcErrors() {}

  static ClientException toException(JsonNode error) {
    JsonNode data = error.path("data");
    String message = ForeignText.line(error.path("message").asText());
    String reason = ForeignText.line(data.path("reason").asText(message));
    return switch (error.path("code").asInt()) {
      case -32000 -> undecided(data, reason);
      case -32001 -> new ClientException.UnknownSession(message);
      case -32002 -> new ClientException.SessionEnded(reason);
      case -32003 -> new ClientException.Unauthorized(reason, serverTime(data));
      case -32005 ->
          new ClientException.LimitExceeded(
              ForeignText.line(data.path("field").asText(data.path("limit").asText(reason))),
              retryAfter(data));
      case -32006 -> new ClientException.NodeUnavailable(reason, retryAfter(data));
      case -32602 ->
          new ClientException.InvalidParameters(
              ForeignText.line(data.path("field").asText()), reason);
      default -> new ClientException.NodeFault(error.path("code").asInt(), message);
    };
  }

  private static ClientException undecided(JsonNode data, String reason) {
    if (!reason.equals(NOT_YET_ACCEPTED)) {
      return new ClientException.NodeFault(-32000, reason);
    }
    try {
      return new ClientException.NotYetAccepted(TransactionId.fromCb58(data.path("id").asText()));
    } catch (IllegalArgumentException _) {
      return new ClientException.ProtocolViolation("\"id\" of what is not yet accepted is missing");
    }
  }

  /** The member {@code serverTime}: Unix milliseconds or RFC 3339. */
  static Optional<Instant> serverTime(JsonNode data) {
    JsonNode time = data.path("serverTime");
    try {
      if (time.canConvertToLong() && time.isIntegralNumber()) {
        return Optional.of(Instant.ofEpochMilli(time.longValue()));
      }
      return time.isTextual() ? Optional.of(Instant.parse(time.textValue())) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> retryAfter(JsonNode data) {
    JsonNode millis = data.path("retryAfterMs");
    return millis.isIntegralNumber() && millis.canConvertToLong() && millis.longValue() >= 0
        ? Optional.of(bounded(Duration.ofMillis(millis.longValue())))
        : Optional.empty();
  }

  /** No node may send a wallet to sleep for long. */
  static Duration bounded(Duration asked) {
    return asked.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : asked;
  }
}
