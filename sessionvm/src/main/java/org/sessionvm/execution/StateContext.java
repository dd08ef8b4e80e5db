package org.sessionvm.execution;

import java.util.Optional;
import java.util.OptionalInt;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Channel;
import org.sessionvm.state.Channels;
import org.sessionvm.state.Columns;
import org.sessionvm.state.ErasedPayloads;
import org.sessionvm.state.MessageRecord;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.TransactionRecord;

/**
 * What a rule may look at.
 *
 * @param state as the transaction finds it
 * @param block height and time
 * @param index of the transaction in the block
 * @param hashing BLAKE2b
 */
public record StateContext(KeyValueReader state, BlockContext block, int index, Hashing hashing) {
  /** The block's time. */
  public long now() {
    return block.timestampMillis();
  }

  /** The rules that bind the block. */
  public ChainRules rules() {
    return block.rules();
  }

  /** A session, unless it is unknown or due to be deleted. */
  public Optional<SessionView> session(SessionId id) {
    return SessionView.find(state, id).filter(view -> !view.isGoneAt(now(), retentionMillis(view)));
  }

  /** A channel, unless it is unknown or due to be deleted. */
  public Optional<Channel> channel(ChannelId id) {
    return Channels.find(state, id).filter(channel -> !channel.isGoneAt(now(), block.history()));
  }

  /** What an accepted transaction of this kind did. */
  public <T extends TransactionRecord> Optional<T> done(TransactionId id, Class<T> kind) {
    return Columns.TRANSACTIONS.get(state, id).filter(kind::isInstance).map(kind::cast);
  }

  /** Where this transaction will be found as a message of the participant at a position. */
  public MessageRecord message(TransactionId id, int sender) {
    return new MessageRecord(id, location(), now(), OptionalInt.of(sender));
  }

  /** The place of this transaction in the chain. */
  public PayloadLocation location() {
    return new PayloadLocation(block.height(), index);
  }

  /** Whether nobody can read what a message said any more. */
  public boolean isGone(SessionView view, MessageRecord message) {
    return ErasedPayloads.isGone(state, view, message, block.history(), now());
  }

  /** The time until which something is kept by the rules that bind now. */
  public long retainedUntil() {
    return now() + rules().retentionMillis();
  }

  /** The time at which a session that ends now is deleted. */
  public long retainedUntil(SessionView view) {
    return now() + retentionMillis(view);
  }

  /** A session keeps the retention under which it was made. */
  private long retentionMillis(SessionView view) {
    return block.history().retentionMillisAt(view.session().createdMillis());
  }
}
