package org.sessionvm.rpc.method;

import java.util.Optional;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;

/** How long a page is. */
public final class Pages {
  private static final int DEFAULT = 100;

  /** Messages of fewer bytes are read at once, without a turn: a dozen of text. */
  public static final int SMALL_MESSAGES_BYTES = 128 << 10;

  /** Sessions of fewer bytes are too; each participant is looked up. */
  public static final int SMALL_SESSIONS_BYTES = 32 << 10;

  /** So many members, or channels, are too. */
  public static final int SMALL_ITEMS = 100;

  /** Of each chat, messages are looked at. */
  public static final int SMALL_CHATS = 10;

  private Pages() {}

  /** Whether no more than {@code most} items are asked for. */
  public static boolean isSmall(Optional<Long> asked, int most) {
    return asked.orElse((long) DEFAULT) <= most;
  }

  /** The limit that was asked for, 100 if none was, and never more than {@code most}. */
  public static int limit(Optional<Long> asked, int most) {
    long limit = asked.orElse((long) DEFAULT);
    if (limit < 1) {
      throw new RpcException(RpcError.invalidField("limit", "must be at least 1"));
    }
    return (int) Math.min(limit, most);
  }
}
