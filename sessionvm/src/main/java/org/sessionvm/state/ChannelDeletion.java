package org.sessionvm.state;

import java.util.List;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.KeyValue;

/**
 * Deletes a closed channel piece by piece, so that one block never touches all of it.
 *
 * @param state where
 * @param channel which one
 * @param proving whether members hold their identities
 * @param keepIdentitiesUntilMillis how long a registered identity is kept that nothing holds now
 */
public record ChannelDeletion(
    StateDiff state, ChannelId channel, boolean proving, long keepIdentitiesUntilMillis) {
  /**
   * Deletes up to {@code budget} rows and, when none is left, the channel.
   *
   * @return how many rows were deleted; the channel is gone when fewer than {@code budget}
   */
  public int run(int budget) {
    int used = messages(budget);
    used += keys(budget - used);
    used += origins(budget - used);
    used += invitations(budget - used);
    used += members(budget - used);
    if (used < budget) {
      state.delete(Columns.CHANNELS, channel);
      Totals.change(state, counters -> counters.addChannels(-1));
    }
    return used;
  }

  private List<KeyValue> rows(Column<?, ?> column, int limit) {
    return limit <= 0
        ? List.of()
        : state.scan(
            column.id(), channel.bytes(), channel.bytes().concat(Columns.AFTER_PREFIX), limit);
  }

  private int messages(int budget) {
    List<KeyValue> rows = rows(Columns.CHANNEL_MESSAGES, budget);
    for (KeyValue row : rows) {
      state.delete(Columns.CHANNEL_TRANSACTIONS, ChannelMessage.CODEC.decode(row.value()).id());
      state.delete(Columns.CHANNEL_MESSAGES, ChannelMessageKey.CODEC.decode(row.key()));
    }
    return rows.size();
  }

  private int keys(int budget) {
    List<KeyValue> rows = rows(Columns.CHANNEL_KEYS, budget);
    for (KeyValue row : rows) {
      ChannelKeyKey key = ChannelKeyKey.CODEC.decode(row.key());
      state.delete(Columns.CHANNEL_KEYS, key);
      ChannelKeys.count(state, channel, key.member(), -1);
    }
    return rows.size();
  }

  private int origins(int budget) {
    List<KeyValue> rows = rows(Columns.CHANNEL_KEY_ORIGINS, budget);
    for (KeyValue row : rows) {
      state.delete(Columns.CHANNEL_KEY_ORIGINS, ChannelGenerationKey.CODEC.decode(row.key()));
    }
    return rows.size();
  }

  private int invitations(int budget) {
    List<KeyValue> rows = rows(Columns.CHANNEL_INVITATIONS, budget);
    for (KeyValue row : rows) {
      Channels.withdraw(state, channel, ChannelMemberKey.CODEC.decode(row.key()).participant());
    }
    return rows.size();
  }

  private int members(int budget) {
    List<KeyValue> rows = rows(Columns.CHANNEL_MEMBERS, budget);
    for (KeyValue row : rows) {
      ParticipantId member = ChannelMemberKey.CODEC.decode(row.key()).participant();
      Channels.deleteMember(state, channel, member, ChannelMember.CODEC.decode(row.value()));
      if (proving) {
        Identities.release(state, member, keepIdentitiesUntilMillis);
      }
    }
    Channels.put(state, channel, Channels.get(state, channel).addMembers(-rows.size()));
    return rows.size();
  }
}
