package org.sessionvm.state;

import java.util.Optional;
import java.util.SortedMap;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;

/** Keys of channels, wrapped for each member. */
public final class ChannelKeys {
  private ChannelKeys() {}

  /** What a member has of a generation. */
  public static Optional<ChannelKey> find(
      KeyValueReader state, ChannelId channel, ParticipantId member, long generation) {
    return Columns.CHANNEL_KEYS.get(state, new ChannelKeyKey(channel, member, generation));
  }

  /** Whether a member has a generation. */
  public static boolean has(
      KeyValueReader state, ChannelId channel, ParticipantId member, long generation) {
    return find(state, channel, member, generation).isPresent();
  }

  /** Where a generation is from, if it was ever begun. */
  public static Optional<ChannelKeyOrigin> origin(
      KeyValueReader state, ChannelId channel, long generation) {
    return Columns.CHANNEL_KEY_ORIGINS.get(state, new ChannelGenerationKey(channel, generation));
  }

  /** Begins the next generation, which is pending until every member has it. */
  public static void begin(StateDiff state, ChannelId id, ChannelKeyOrigin origin) {
    Channel channel = Channels.get(state, id);
    ChannelGenerations begun = channel.generations().begun(channel.members());
    state.put(Columns.CHANNEL_KEY_ORIGINS, new ChannelGenerationKey(id, begun.latest()), origin);
    Channels.put(state, id, channel.withKeys(begun));
  }

  /**
   * Gives a generation to members who lack it.
   *
   * @param wrappedKeys of each of them
   * @return how many members still lack it where that matters; 0 once it is complete
   */
  public static int give(
      StateDiff state,
      ChannelId id,
      ParticipantId giver,
      long generation,
      SortedMap<Bytes, Bytes> wrappedKeys) {
    Channel channel = Channels.get(state, id);
    ChannelGenerations keys = channel.generations();
    for (var entry : wrappedKeys.entrySet()) {
      ChannelKeyKey key = new ChannelKeyKey(id, new ParticipantId(entry.getKey()), generation);
      state.put(Columns.CHANNEL_KEYS, key, new ChannelKey(giver, entry.getValue()));
      count(state, id, key.member(), 1);
      keys = keys.isPending(generation) ? keys.withEntry() : keys;
    }
    Channels.put(state, id, channel.withKeys(keys));
    return keys.isPending(generation) ? keys.missing() : 0;
  }

  /** Lets a member have more or fewer. */
  static void count(StateDiff state, ChannelId id, ParticipantId who, int more) {
    ChannelMember member = Channels.member(state, id, who).orElseThrow();
    state.put(Columns.CHANNEL_MEMBERS, new ChannelMemberKey(id, who), member.addKeys(more));
  }

  /** Forgets all that a member has, who goes itself. */
  static void forget(StateDiff state, ChannelId channel, ParticipantId member) {
    Bytes prefix = ChannelKeyKey.prefix(channel, member);
    for (KeyValue row :
        state.scan(
            Columns.CHANNEL_KEYS.id(),
            prefix,
            prefix.concat(Columns.AFTER_PREFIX),
            ChannelKey.GENERATIONS_MAX)) {
      state.delete(Columns.CHANNEL_KEYS, ChannelKeyKey.CODEC.decode(row.key()));
    }
  }
}
