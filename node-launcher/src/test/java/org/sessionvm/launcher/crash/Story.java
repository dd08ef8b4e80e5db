package org.sessionvm.launcher.crash;

import java.io.IOException;
import java.util.Optional;
import org.sessionvm.client.SessionClient;
import org.sessionvm.transaction.PreparedTransaction;

/** What one writer does, transaction by transaction, and its own account of what is so then. */
interface Story extends AutoCloseable {
  /**
   * What comes next. It is asked for once, and sent until a node acknowledges it.
   *
   * @param acknowledged how many were before it
   */
  Step next(int acknowledged);

  /**
   * Throws AssertionError where something is not as the account says.
   *
   * @param waiting what was sent last and nobody acknowledged: it may have been done, or not
   */
  void check(SessionClient wallet, RawNode node, Optional<PreparedTransaction> waiting)
      throws IOException, InterruptedException;

  /** The same of everything that the story was ever about, when nothing waits. */
  void checkAll(SessionClient wallet, RawNode node) throws IOException, InterruptedException;

  @Override
  void close();
}
