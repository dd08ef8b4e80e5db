package org.sessionvm.block;

import java.util.List;
import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.spi.Hashing;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;

/**
 * A header and its transactions, or its change of rules.
 *
 * @param id of the header
 * @param header commits to the transactions
 * @param transactions in the order in which they are carried out
 * @param rules what a rules block changes
 */
public record Block(
    BlockId id,
    BlockHeader header,
    List<PreparedTransaction> transactions,
    Optional<RulesChange> rules) {
  /** Most transactions that a decoder reads, whatever the rules of the chain. */
  public static final int TRANSACTIONS_CEILING = 65_536;

  /** Longest block that a decoder reads, whatever the rules of the chain. */
  public static final int BYTES_CEILING = 17 << 20;

  public Block {
    transactions = List.copyOf(transactions);
    if (rules.isPresent() != (header.kind() == BlockKind.RULES)) {
      throw new IllegalArgumentException("a rules block, and no other, changes rules");
    }
  }

  /** A block of this header and these transactions. */
  public static Block of(BlockHeader header, List<PreparedTransaction> transactions) {
    return new Block(header.id(), header, transactions, Optional.empty());
  }

  /** A rules block. */
  public static Block ofRules(BlockHeader header, RulesChange rules) {
    return new Block(header.id(), header, List.of(), Optional.of(rules));
  }

  /** The body as bytes. */
  public BlockBody body() {
    return new BlockBody(transactions.stream().map(PreparedTransaction::encoded).toList());
  }

  /** The bytes that nodes exchange: header, body. */
  public Bytes encode() {
    ByteWriter writer = new ByteWriter().raw(BlockHeader.CODEC.encode(header));
    rules.ifPresentOrElse(
        change -> writer.raw(RulesChange.CODEC.encode(change)), () -> body().write(writer));
    return writer.toBytes();
  }

  /**
   * Reads a block of the given chain.
   *
   * @throws DecodeException when the bytes are not the canonical form of a block, or its header
   *     does not commit to its body
   */
  public static Block decode(ChainId chain, Hashing hashing, Bytes bytes) {
    if (bytes.size() > BYTES_CEILING) {
      throw new DecodeException("a block has at most " + BYTES_CEILING + " bytes");
    }
    Codec<Block> codec = Codec.of((_, _) -> {}, reader -> read(chain, hashing, reader));
    return codec.decode(bytes);
  }

  private static Block read(ChainId chain, Hashing hashing, ByteReader reader) {
    BlockHeader header = BlockHeader.CODEC.decode(reader.raw(BlockHeader.BYTES));
    return switch (header.kind()) {
      case TRANSACTIONS -> readTransactions(chain, hashing, header, reader);
      case RULES -> readRules(header, reader);
    };
  }

  private static Block readRules(BlockHeader header, ByteReader reader) {
    RulesChange change = RulesChange.read(reader);
    if (!header.bodyHash().equals(rulesHash(change))) {
      throw new DecodeException("the header does not commit to the body");
    }
    return ofRules(header, change);
  }

  /** What the header of a rules block commits to: SHA-256 of the change. */
  public static Bytes rulesHash(RulesChange change) {
    return Sha256.hash(RulesChange.CODEC.encode(change));
  }

  private static Block readTransactions(
      ChainId chain, Hashing hashing, BlockHeader header, ByteReader reader) {
    BlockBody body = new BlockBody(reader.list(TRANSACTIONS_CEILING, r -> r.bytes(BYTES_CEILING)));
    if (header.transactionCount() != body.transactions().size()
        || !header.bodyHash().equals(body.hash())) {
      throw new DecodeException("the header does not commit to the body");
    }
    return of(
        header,
        body.transactions().stream().map(encoded -> prepare(chain, hashing, encoded)).toList());
  }

  private static PreparedTransaction prepare(ChainId chain, Hashing hashing, Bytes encoded) {
    return PreparedTransaction.of(chain, hashing, SignedTransaction.CODEC.decode(encoded), encoded);
  }
}
