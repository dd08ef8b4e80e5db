package org.sessionvm.crypto.envelope;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.SessionId;

/**
 * What has shared keys: one session, or one channel. Nothing that was encrypted or signed for one
 * passes for another's, since every label names the kind and every associated data the id.
 */
public sealed interface KeyScope {
  /** A session, whose messages under a key begin with {@code "SVK1"}. */
  record OfSession(SessionId id) implements KeyScope {}

  /** A channel, whose messages begin with {@code "SVC1"}. */
  record OfChannel(ChannelId id) implements KeyScope {}

  /** Which session or channel. */
  Identifier id();

  /** What its messages begin with: 4 ASCII bytes. */
  default Bytes magic() {
    return ByteWriter.utf8(
        switch (this) {
          case OfSession _ -> "SVK1";
          case OfChannel _ -> "SVC1";
        });
  }

  /**
   * {@code "sessionvm.session-…"} or {@code "sessionvm.channel-…"}.
   *
   * @param use such as {@code "key.v1"}
   */
  default Bytes label(String use) {
    String kind =
        switch (this) {
          case OfSession _ -> "session";
          case OfChannel _ -> "channel";
        };
    return ByteWriter.utf8("sessionvm." + kind + "-" + use);
  }
}
