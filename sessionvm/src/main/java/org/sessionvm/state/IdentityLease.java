package org.sessionvm.state;

import org.sessionvm.codec.Codec;

/**
 * How long an identity's keys are kept.
 *
 * @param registered whether its owner registered it, beyond being named by a session
 * @param sessions how many sessions hold it
 * @param keepUntilMillis for a registered identity that no session holds: until when
 */
public record IdentityLease(boolean registered, long sessions, long keepUntilMillis) {
  /** Bytes on disk. */
  public static final Codec<IdentityLease> CODEC =
      Codec.of(
          (writer, lease) ->
              writer.flag(lease.registered).u64(lease.sessions).u64(lease.keepUntilMillis),
          reader -> new IdentityLease(reader.flag(), reader.u64(), reader.u64()));

  /** Held by nobody. */
  public static final IdentityLease NONE = new IdentityLease(false, 0, 0);
}
