package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.state.Columns;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.PayloadRange;

/**
 * Takes payloads off the disk that blocks let go. In a chain of one they go with the block. A host
 * may forget its last blocks in a power failure and ask for them again, so for a host they wait in
 * a queue until it surely remembers the block that let them go: whatever it may ask for is younger
 * than what that block could let go.
 */
final class PayloadDeletions {
  /** Most ranges that are taken out of the queue with one block. */
  static final int RANGES_PER_BLOCK_MAX = 4_096;

  private final KeyValueStore store;
  private final boolean keepPayloads;
  private final Optional<HostMemory> host;

  /** Where the queue begins for sure: a store steps over what was deleted for quite some time. */
  private Bytes head = Bytes.EMPTY;

  private Bytes headAfterBlock = Bytes.EMPTY;

  private PayloadDeletions(KeyValueStore store, boolean keepPayloads, Optional<HostMemory> host) {
    this.store = store;
    this.keepPayloads = keepPayloads;
    this.host = host;
  }

  static PayloadDeletions of(VmHost host, VmSettings settings, RulesSource source) {
    Optional<HostMemory> memory =
        source instanceof RulesSource.Host
            ? Optional.of(new HostMemory(host.time()))
            : Optional.empty();
    return new PayloadDeletions(host.store(), settings.keepPayloads(), memory);
  }

  /** Adds to the batch of a block what leaves the disk, or the queue, with it. */
  void addTo(WriteBatch batch, ProcessingBlock block) {
    long height = block.block().header().height();
    List<PayloadRange> ranges = block.deletedPayloads().stream().filter(this::leaves).toList();
    for (PayloadRange range : joined(ranges, height)) {
      if (host.isPresent()) {
        enqueue(batch, height, range);
      } else {
        delete(batch, range);
      }
    }
    host.ifPresent(memory -> carryOut(batch, memory.sureHeight()));
  }

  /** The block at a height is durable. */
  void accepted(long height) {
    head = headAfterBlock;
    host.ifPresent(memory -> memory.accepted(height));
  }

  /** What a participant deletes leaves a node that keeps payloads, too. */
  private boolean leaves(PayloadRange range) {
    return !keepPayloads || !range.isOfBlocks();
  }

  private void carryOut(WriteBatch batch, long sureHeight) {
    List<KeyValue> due =
        store.scan(
            Columns.PAYLOAD_DELETIONS.id(),
            head,
            PayloadDeletion.firstKeyAfter(sureHeight),
            RANGES_PER_BLOCK_MAX);
    for (KeyValue row : due) {
      PayloadLocation from = PayloadDeletion.CODEC.decode(row.key()).from();
      PayloadRange range = new PayloadRange(from, PayloadLocation.CODEC.decode(row.value()));
      if (leaves(range)) {
        delete(batch, range);
        batch.delete(Columns.PAYLOAD_DELETIONS.id(), row.key());
      }
    }
    headAfterBlock = due.isEmpty() ? head : due.getLast().key();
  }

  private static void enqueue(WriteBatch batch, long height, PayloadRange range) {
    batch.put(
        Columns.PAYLOAD_DELETIONS.id(),
        PayloadDeletion.CODEC.encode(new PayloadDeletion(height, range.from())),
        PayloadLocation.CODEC.encode(range.to()));
  }

  private static void delete(WriteBatch batch, PayloadRange range) {
    batch.deleteRange(Columns.PAYLOADS.id(), key(range.from()), key(range.to()));
  }

  /** Blocks without transactions, and ones whose payloads went before, may lie in one range. */
  private List<PayloadRange> joined(List<PayloadRange> ranges, long height) {
    List<PayloadRange> joined = new ArrayList<>();
    for (PayloadRange next :
        ranges.stream().sorted(Comparator.comparing(PayloadRange::from)).toList()) {
      if (!joined.isEmpty()
          && joined.getLast().mayBeJoined(next)
          && holdsNothing(joined.getLast().to(), next.from(), height)) {
        joined.add(joined.removeLast().upTo(next.to()));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /** The payloads of the block at {@code height} are on their way to the store. */
  private boolean holdsNothing(PayloadLocation from, PayloadLocation to, long height) {
    return !from.isBefore(to)
        || (to.height() < height
            && store.scan(Columns.PAYLOADS.id(), key(from), key(to), 1).isEmpty());
  }

  private static Bytes key(PayloadLocation location) {
    return PayloadLocation.CODEC.encode(location);
  }
}
