package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MetaKey;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.RulesChanges;
import org.sessionvm.state.RulesRow;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;

/** Accepted blocks on disk, each written in one synced batch with everything it changes. */
final class ChainStore {
  private final KeyValueStore store;
  private final ChainId chain;
  private final Hashing hashing;
  private final ChainRules genesisRules;
  private final PayloadDeletions deletions;

  ChainStore(VmHost host, ChainId chain, Genesis genesis, PayloadDeletions deletions) {
    this.store = host.store();
    this.chain = chain;
    this.hashing = host.hashing();
    this.genesisRules = genesis.rules();
    this.deletions = deletions;
  }

  /** Writes the genesis block to an empty store, or checks that the store is of this chain. */
  void initialize(Genesis genesis, RulesSource source) {
    initialize(genesis);
    if (source instanceof RulesSource.Host(List<RulesRow> upgrades)) {
      adopt(upgrades);
    }
  }

  /** Every node of the chain must have had the same rules for the blocks that are there. */
  private void adopt(List<RulesRow> upgrades) {
    List<RulesRow> known = RulesChanges.upgrades(store);
    if (known.equals(upgrades)) {
      return;
    }
    long last = lastAccepted().timestampMillis();
    if (lastAccepted().height() > 0 && !upTo(last, known).equals(upTo(last, upgrades))) {
      throw new StoreException(
          "the upgrades change rules at a time that the chain is past already; it had "
              + (known.isEmpty() ? "none" : known.size() + " of them"));
    }
    WriteBatch batch = new WriteBatch();
    Bytes key = MetaKey.CODEC.encode(MetaKey.UPGRADES);
    batch.put(Columns.META.id(), key, RulesChanges.encode(upgrades));
    store.commit(batch);
  }

  private static List<RulesRow> upTo(long millis, List<RulesRow> upgrades) {
    return upgrades.stream().filter(row -> row.fromMillis() <= millis).toList();
  }

  private void initialize(Genesis genesis) {
    Optional<Bytes> stored = Columns.META.get(store, MetaKey.GENESIS);
    if (stored.isEmpty()) {
      WriteBatch batch = new WriteBatch();
      batch.put(Columns.META.id(), MetaKey.CODEC.encode(MetaKey.GENESIS), genesis.bytes());
      batch.put(Columns.META.id(), MetaKey.CODEC.encode(MetaKey.CHAIN_ID), chain.bytes());
      writeHeader(batch, genesisHeader(genesis));
      store.commit(batch);
    } else if (!stored.get().equals(genesis.bytes())
        || !chain.bytes().equals(Columns.META.get(store, MetaKey.CHAIN_ID).orElse(Bytes.EMPTY))) {
      throw new StoreException("the data directory belongs to another chain");
    }
  }

  private static BlockHeader genesisHeader(Genesis genesis) {
    return new BlockHeader(
        BlockHeader.NO_PARENT,
        0,
        genesis.timestampMillis(),
        0,
        new BlockBody(List.of()).hash(),
        Sha256.hash(genesis.bytes()));
  }

  /** The header of the newest accepted block. */
  BlockHeader lastAccepted() {
    return lastAccepted(store);
  }

  /** The header of the newest accepted block that {@code reader} sees. */
  static BlockHeader lastAccepted(KeyValueReader reader) {
    return Columns.META
        .get(reader, MetaKey.LAST_ACCEPTED)
        .map(Columns.BLOCK_HEADERS.keyCodec()::decode)
        .flatMap(height -> header(reader, height))
        .orElseThrow(() -> new StoreException("the last accepted block is missing"));
  }

  /** The rules from the genesis to the newest accepted block. */
  RulesHistory history() {
    try {
      return RulesChanges.history(store, genesisRules);
    } catch (DecodeException e) {
      throw new StoreException("the rules of the chain cannot be read: " + e.getMessage(), e);
    }
  }

  /** The header of the accepted block at a height. */
  static Optional<BlockHeader> header(KeyValueReader reader, long height) {
    return Columns.BLOCK_HEADERS.get(reader, height).map(BlockHeader.CODEC::decode);
  }

  /** The header of the accepted block with an id. */
  Optional<BlockHeader> header(BlockId id) {
    return Columns.BLOCK_HEIGHTS.get(store, id).flatMap(height -> header(store, height));
  }

  /** The accepted block at a height, unless its payloads are deleted. */
  Optional<Block> block(long height) {
    return header(store, height)
        .flatMap(
            header ->
                switch (header.kind()) {
                  case TRANSACTIONS -> Optional.of(Block.of(header, payloads(header)));
                  case RULES ->
                      Columns.RULES
                          .get(store, height)
                          .map(row -> Block.ofRules(header, row.change()));
                })
        .filter(block -> block.transactions().size() == block.header().transactionCount());
  }

  /** The accepted block with an id, unless its payloads are deleted. */
  Optional<Block> block(BlockId id) {
    return Columns.BLOCK_HEIGHTS.get(store, id).flatMap(this::block);
  }

  /** The id of the accepted block at a height. */
  Optional<BlockId> idAt(long height) {
    return header(store, height).map(BlockHeader::id);
  }

  /** Makes a block durable; throws StoreException when it is not known whether it is. */
  void commit(ProcessingBlock processing) {
    WriteBatch batch = new WriteBatch();
    processing.diff().writeTo(batch);
    writePayloads(batch, processing.block());
    writeHeader(batch, processing.block().header());
    deletions.addTo(batch, processing);
    store.commit(batch);
    deletions.accepted(processing.block().header().height());
  }

  private static void writePayloads(WriteBatch batch, Block block) {
    for (int i = 0; i < block.transactions().size(); i++) {
      PayloadLocation location = new PayloadLocation(block.header().height(), i);
      Bytes key = PayloadLocation.CODEC.encode(location);
      batch.put(Columns.PAYLOADS.id(), key, block.transactions().get(i).encoded());
    }
  }

  private static void writeHeader(WriteBatch batch, BlockHeader header) {
    Bytes height = new ByteWriter().u64(header.height()).toBytes();
    batch.put(Columns.BLOCK_HEADERS.id(), height, BlockHeader.CODEC.encode(header));
    batch.put(Columns.BLOCK_HEIGHTS.id(), header.id().bytes(), height);
    batch.put(Columns.META.id(), MetaKey.CODEC.encode(MetaKey.LAST_ACCEPTED), height);
  }

  private List<PreparedTransaction> payloads(BlockHeader header) {
    List<PreparedTransaction> transactions = new ArrayList<>();
    for (KeyValue entry :
        store.scan(
            Columns.PAYLOADS.id(),
            firstOf(header.height()),
            firstOf(header.height() + 1),
            Block.TRANSACTIONS_CEILING)) {
      SignedTransaction signed = SignedTransaction.CODEC.decode(entry.value());
      transactions.add(PreparedTransaction.of(chain, hashing, signed, entry.value()));
    }
    return transactions;
  }

  private static Bytes firstOf(long height) {
    return PayloadLocation.CODEC.encode(PayloadLocation.firstOf(height));
  }
}
