package org.sessionvm.block;

import java.util.List;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;

/**
 * A header and its transactions.
 *
 * @param id of the header
 * @param header commits to the transactions
 * @param transactions in the order in which they are carried out
 */
public record Block(BlockId id, BlockHeader header, List<PreparedTransaction> transactions) {
  /** Most transactions that a decoder reads, whatever the rules of the chain. */
  public static final int TRANSACTIONS_CEILING = 65_536;

  /** Longest block that a decoder reads, whatever the rules of the chain. */
  public static final int BYTES_CEILING = 17 << 20;

  public Block {
    transactions = List.copyOf(transactions);
  }

  /** A block of this header and these transactions. */
  public static Block of(BlockHeader header, List<PreparedTransaction> transactions) {
    return new Block(header.id(), header, transactions);
  }

  /** The body as bytes. */
  public BlockBody body() {
    return new BlockBody(transactions.stream().map(PreparedTransaction::encoded).toList());
  }

  /** The bytes that nodes exchange: header, body. */
  public Bytes encode() {
    ByteWriter writer = new ByteWriter().raw(BlockHeader.CODEC.encode(header));
    body().write(writer);
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
