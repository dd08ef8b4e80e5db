package org.sessionvm.rpc.envelope;

import java.util.Optional;
import java.util.function.Supplier;
import org.sessionvm.rpc.AnswerRoom;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.PageTurns;

/**
 * One body that is answered: carries its caller's context past jsonrpc4j, which has no place for
 * it, to the method, and holds what its answer takes.
 */
public final class CallScope {
  private static final ScopedValue<CallScope> SCOPE = ScopedValue.newInstance();

  /** A page as messages and as JSON: what must be free before one is read. */
  public static final long PAGE_BYTES = 16 << 20;

  /** Who holds answers that are longer than this waits for nothing more. */
  private static final long WAITING_BYTES_MAX = 64 << 10;

  private static final long WAIT_MILLIS = 5_000;
  private static final long RETRY_MILLIS = 1_000;

  private final CallContext context;
  private int refusals;

  /** Bytes of answers that are made. */
  private long held;

  /** Bytes that are taken for the one that is being made. */
  private long reserved;

  private boolean waited;

  /** Why this body gets no more pages. */
  private Optional<RpcException> refusedPage = Optional.empty();

  private Optional<Runnable> turn = Optional.empty();

  private CallScope(CallContext context) {
    this.context = context;
  }

  /** Runs {@code body} in a context. */
  static <T> T with(CallContext context, Supplier<T> body) {
    CallScope scope = new CallScope(context);
    try {
      return ScopedValue.where(SCOPE, scope).<T, RuntimeException>call(body::get);
    } finally {
      scope.endTurn();
      scope.context.room().giveBack(scope.reserved);
    }
  }

  /** The context of the call that runs on this thread. */
  public static CallContext current() {
    return SCOPE.get().context;
  }

  /**
   * Throws {@link RpcException} where the body of the call that runs on this thread was refused a
   * page before: to begin each of a hundred only to refuse it is work too.
   */
  public static void requirePages() {
    Optional<RpcException> refused = SCOPE.get().refusedPage;
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  /**
   * Waits until the call that runs on this thread may make a page; throws {@link RpcException}
   * where that does not come soon. To be called before anything is read.
   */
  public static void awaitPage(PageTurns turns) {
    CallScope scope = SCOPE.get();
    try {
      scope.await(turns);
    } catch (RpcException e) {
      scope.refusedPage = Optional.of(e);
      throw e;
    }
  }

  private void await(PageTurns turns) {
    long waitMillis = waitMillis();
    turn = turns.take(context.signatures(), waitMillis);
    if (turn.isEmpty()) {
      throw limit(Limit.PAGES_AT_ONCE, PageTurns.PAGES_AT_ONCE_MAX);
    }
    requireListener();
    if (!context.room().take(PAGE_BYTES, AnswerRoom.Kind.PAGE, waitMillis)) {
      throw limit(Limit.ANSWER_BYTES, context.room().bytesMax());
    }
    reserved = PAGE_BYTES;
  }

  private void requireListener() {
    switch (context.room().listener()) {
      case WAITS -> {}
      case GONE -> throw new RpcException(RpcError.hungUp(RETRY_MILLIS));
      case SHUTTING_DOWN -> throw new RpcException(RpcError.shuttingDown(RETRY_MILLIS));
    }
  }

  /** Once for a body: a batch whose parts all wait would hold what others wait for. */
  private long waitMillis() {
    boolean mayWait = !waited && held <= WAITING_BYTES_MAX;
    waited = true;
    return mayWait ? WAIT_MILLIS : 0;
  }

  private static RpcException limit(Limit limit, long max) {
    return new RpcException(RpcError.limitExceeded(limit.wireName(), max, RETRY_MILLIS));
  }

  /** What is said instead of an answer that there was no room for. */
  static RpcError noRoom() {
    return limit(Limit.ANSWER_BYTES, current().room().bytesMax()).error();
  }

  /** A call of this body was refused through the caller's own fault. */
  static void refused() {
    SCOPE.get().refusals++;
  }

  /** How many calls of this body were. */
  static int refusals() {
    return SCOPE.get().refusals;
  }

  /**
   * The answer of a call is written, or there is none; whether there is room for it until it has
   * gone out. The next page may be made.
   */
  static boolean answered(long bytes) {
    return !SCOPE.isBound() || SCOPE.get().settle(bytes);
  }

  private boolean settle(long bytes) {
    endTurn();
    long more = bytes - reserved;
    reserved = 0;
    if (more <= 0) {
      context.room().giveBack(-more);
    } else if (!context.room().take(more, AnswerRoom.Kind.ANSWER, 0)) {
      return false;
    }
    held += bytes;
    return true;
  }

  private void endTurn() {
    turn.ifPresent(Runnable::run);
    turn = Optional.empty();
  }
}
