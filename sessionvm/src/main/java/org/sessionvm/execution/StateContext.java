package org.sessionvm.execution;

import java.util.Optional;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.MessageRecord;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.SessionView;

/**
 * What a rule may look at.
 *
 * @param state as the transaction finds it
 * @param block height and time
 * @param index of the transaction in the block
 * @param rules of the chain
 * @param hashing BLAKE2b
 */
public record StateContext(
    KeyValueReader state, BlockContext block, int index, ChainRules rules, Hashing hashing) {
  /** The block's time. */
  public long now() {
    return block.timestampMillis();
  }

  /** A session, unless it is unknown or due to be deleted. */
  public Optional<SessionView> session(SessionId id) {
    return SessionView.find(state, id)
        .filter(view -> !view.isGoneAt(now(), rules.retentionMillis()));
  }

  /** Where this transaction will be found as a message. */
  public MessageRecord message(TransactionId id) {
    return new MessageRecord(id, new PayloadLocation(block.height(), index), now());
  }

  /** The time at which what ends now is deleted. */
  public long retainedUntil() {
    return now() + rules.retentionMillis();
  }
}
