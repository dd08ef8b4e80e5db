package org.sessionvm.rpc.method;

import org.sessionvm.execution.Rejection;
import org.sessionvm.rpc.envelope.RpcError;

/** How the chain's refusals look on the wire. */
final class Rejections {
  private Rejections() {}

  static RpcError error(Rejection rejection) {
    return switch (rejection.code()) {
      case MALFORMED -> malformed(rejection);
      case UNKNOWN_SESSION,
          UNKNOWN_MESSAGE,
          UNKNOWN_HANDLE,
          UNKNOWN_CHANNEL,
          UNKNOWN_MEMBER,
          UNKNOWN_INVITATION ->
          RpcError.notFound(rejection.code().text());
      case SESSION_EXPIRED, SESSION_CLOSED, CHANNEL_CLOSED ->
          RpcError.sessionEnded(rejection.code().text());
      case UNAUTHORIZED -> RpcError.unauthorized(rejection.reason());
      case LIMIT_EXCEEDED ->
          RpcError.limitExceeded(rejection.field().orElse("limit"), rejection.limit().orElse(0));
    };
  }

  private static RpcError malformed(Rejection rejection) {
    String field = rejection.field().orElse("params");
    String prefix = field + ": ";
    String reason = rejection.reason();
    return RpcError.invalidField(
        field, reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason);
  }
}
