package org.sessionvm.rpc.admin;

/** What an operator may ask of the store. Safe for any thread. */
public interface StoreOperations {
  /**
   * Writes everything that is only in memory and the log to tables.
   *
   * @throws OperationException where the store cannot
   */
  void flush();
}
