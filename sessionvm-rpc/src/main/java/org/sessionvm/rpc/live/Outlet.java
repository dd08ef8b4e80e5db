package org.sessionvm.rpc.live;

import java.io.IOException;

/** Where the texts of one connection go, one whole text after the other. Safe for any thread. */
public interface Outlet {
  /** Memory for one page of events and their texts. */
  int PAGE_BYTES = 1 << 20;

  /**
   * Waits until there is room for a page of events; others who are slow may have to give way.
   *
   * @return false where there was none for a while
   * @throws IOException when the connection is gone
   */
  boolean takeRoom() throws IOException;

  /** Gives back what was taken. */
  void giveBack();

  /** Sends a text; returns when it has gone out. Throws IOException when the connection is gone. */
  void send(String text) throws IOException;
}
