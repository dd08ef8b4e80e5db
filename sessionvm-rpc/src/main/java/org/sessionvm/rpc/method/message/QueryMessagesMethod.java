package org.sessionvm.rpc.method.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.PagedMethod;
import org.sessionvm.rpc.method.Pages;
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.MessageQuery;
import org.sessionvm.vm.QueriedPage;
import org.sessionvm.vm.StateReader;

/** Reads a session by time. */
public final class QueryMessagesMethod
    extends PagedMethod<QueryMessagesMethod.Parameters, QueryMessagesMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.QueryMessages",
              "Reads messages of a session by the time of their blocks.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .aliases("sessionvm.QueryMessage")
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private static final long MESSAGES_MAX = 1_000;
  private static final long MESSAGES_DEFAULT = 100;

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") SessionId sessionId,
      @Field("earliest time, milliseconds since 1970, inclusive; 0 if absent")
          Optional<UnsignedLong> from,
      @Field("latest time, inclusive; no end if absent") Optional<UnsignedLong> until,
      @Field("most messages of the page, 1 to 1000; 100 if absent") Optional<UnsignedLong> limit,
      @Field("asc, the oldest first, or desc, in any case; asc if absent") Optional<String> order,
      @Field("nextCursor of the page before, in hex; with the same times and order")
          Optional<Bytes> cursor) {}

  /** What it answers. */
  public record Result(
      @Field("as in GetMessages, in the order asked for; deleted ones are skipped")
          List<MessageObject> messages,
      @Field("where the next page begins; null at the end") Optional<Bytes> nextCursor) {}

  public QueryMessagesMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Optional<Result> handleSmall(Parameters parameters, Caller caller) {
    QueriedPage page = read(parameters, caller, Pages.SMALL_MESSAGES_BYTES);
    return page.page().bytes() < Pages.SMALL_MESSAGES_BYTES
        ? Optional.of(result(page, isNewestFirst(parameters)))
        : Optional.empty();
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    return result(read(parameters, caller, Integer.MAX_VALUE), isNewestFirst(parameters));
  }

  private QueriedPage read(Parameters parameters, Caller caller, int bytesMax) {
    MessageQuery query = query(parameters);
    int limit = limit(parameters);
    try (StateReader state = services.vm().read()) {
      SessionView session =
          state
              .session(parameters.sessionId())
              .orElseThrow(
                  () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text())));
      caller.requireParticipant(session);
      return state.messages(session, query, limit, bytesMax);
    }
  }

  private static MessageQuery query(Parameters parameters) {
    long from = millis("from", parameters.from(), 0);
    long until = millis("until", parameters.until(), Long.MAX_VALUE);
    if (from > until) {
      throw refused("from", "must not be after until");
    }
    boolean newestFirst = isNewestFirst(parameters);
    return new MessageQuery(
        from, until, newestFirst, QueryCursor.place(parameters.cursor(), newestFirst));
  }

  private static long millis(String field, Optional<UnsignedLong> asked, long absent) {
    long millis = asked.map(UnsignedLong::bits).orElse(absent);
    if (millis < 0) {
      throw refused(field, "must be from 0 to 2^63-1");
    }
    return millis;
  }

  private static int limit(Parameters parameters) {
    long limit = parameters.limit().map(UnsignedLong::bits).orElse(MESSAGES_DEFAULT);
    if (limit < 1 || limit > MESSAGES_MAX) {
      throw refused("limit", "must be from 1 to " + MESSAGES_MAX);
    }
    return (int) limit;
  }

  private static boolean isNewestFirst(Parameters parameters) {
    return switch (parameters.order().orElse("asc").toLowerCase(Locale.ROOT)) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw refused("order", "must be asc or desc");
    };
  }

  private static RpcException refused(String field, String reason) {
    return new RpcException(RpcError.invalidField(field, reason));
  }

  private static Result result(QueriedPage page, boolean newestFirst) {
    return new Result(
        page.page().messages().stream().map(MessageObject::of).toList(),
        QueryCursor.of(page.next(), newestFirst));
  }
}
