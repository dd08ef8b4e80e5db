package org.sessionvm.state;

import org.sessionvm.codec.Codec;

/**
 * Which key of a channel may be sent under. Generations count from 1 and are never used twice.
 *
 * <p>A rotation may take several transactions. Its generation is pending until every member has an
 * entry of it, and only then takes the place of the current one. Whoever leaves with the current
 * key keeps it, so that nothing may be sent until a generation without that one is complete.
 *
 * @param current the latest that was completed; 0 for none
 * @param latest the latest that was begun; pending unless it is the current one or was given up
 * @param missing entries that the pending generation lacks; 0 if none is pending
 * @param exposed whether one who is no longer a member holds the current generation
 */
public record ChannelGenerations(long current, long latest, int missing, boolean exposed) {
  /** Length of its encoding. */
  static final int BYTES = 21;

  /** Bytes on disk. */
  public static final Codec<ChannelGenerations> CODEC =
      Codec.of(
          (writer, keys) ->
              writer.u64(keys.current).u64(keys.latest).u32(keys.missing).flag(keys.exposed),
          reader ->
              new ChannelGenerations(reader.u64(), reader.u64(), reader.u32(), reader.flag()));

  /** Of a channel that has no key yet. */
  public static final ChannelGenerations NONE = new ChannelGenerations(0, 0, 0, false);

  public ChannelGenerations {
    if (current < 0 || latest < current || missing < 0 || (missing > 0 && latest == current)) {
      throw new IllegalArgumentException("generations of a channel do not agree");
    }
  }

  /** Whether a message may be sent under {@code generation}. */
  public boolean isSendable(long generation) {
    return current > 0 && generation == current && !exposed;
  }

  /** Whether entries of {@code generation} are still being gathered. */
  public boolean isPending(long generation) {
    return missing > 0 && generation == latest;
  }

  /** Begins the next generation for {@code members}; one that is pending is given up. */
  public ChannelGenerations begun(int members) {
    if (members < 1) {
      throw new IllegalArgumentException("a channel has an owner, so at least one member");
    }
    return new ChannelGenerations(current, latest + 1, members, exposed);
  }

  /** With an entry of the pending generation for one more member; the last one completes it. */
  public ChannelGenerations withEntry() {
    requirePending();
    return missing == 1
        ? new ChannelGenerations(latest, latest, 0, false)
        : new ChannelGenerations(current, latest, missing - 1, exposed);
  }

  /** With one more member, who has no entry yet; what is complete stays so. */
  public ChannelGenerations joined() {
    return missing == 0 ? this : new ChannelGenerations(current, latest, missing + 1, exposed);
  }

  /**
   * Without one member.
   *
   * @param holdsCurrent whether it has an entry of the current generation, which is then exposed
   * @param holdsPending whether it has an entry of the pending generation, which is then given up
   */
  public ChannelGenerations departed(boolean holdsCurrent, boolean holdsPending) {
    boolean nowExposed = exposed || holdsCurrent;
    if (holdsPending) {
      requirePending();
      return new ChannelGenerations(current, latest, 0, nowExposed);
    }
    ChannelGenerations left = new ChannelGenerations(current, latest, missing, nowExposed);
    return missing == 0 ? left : left.withEntry();
  }

  private void requirePending() {
    if (missing == 0) {
      throw new IllegalStateException("no generation is pending");
    }
  }
}
