package org.sessionvm.rpc.method.admin;

import java.util.concurrent.TimeUnit;
import org.sessionvm.rpc.admin.StoreOperations;
import org.sessionvm.rpc.method.Field;

/** Has the store write its memory to tables. */
final class FlushMethod extends AdminMethod<FlushMethod.Parameters, FlushMethod.Result> {
  private final StoreOperations store;

  /** What it takes. */
  record Parameters() {}

  /** What it answers. */
  record Result(@Field("how long it took, in milliseconds") long millis) {}

  FlushMethod(StoreOperations store) {
    super(
        "Flush",
        "Has the store write what is in memory to tables, so that the next start replays little.",
        Parameters.class,
        Result.class);
    this.store = store;
  }

  @Override
  protected Result operate(Parameters asked) {
    long start = System.nanoTime();
    store.flush();
    return new Result(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }
}
