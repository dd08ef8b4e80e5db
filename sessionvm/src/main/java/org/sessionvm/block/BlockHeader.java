package org.sessionvm.block;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.Sha256;

/**
 * What a block commits to.
 *
 * @param kind what the body holds
 * @param parent the block before
 * @param height one more than the parent's
 * @param timestampMillis at least the parent's
 * @param transactionCount of the body
 * @param bodyHash SHA-256 of the body, signatures included
 * @param stateHash SHA-256 of the parent's state hash and the hash of this block's changes, so that
 *     two nodes that differ notice at once
 */
public record BlockHeader(
    BlockKind kind,
    BlockId parent,
    long height,
    long timestampMillis,
    int transactionCount,
    Bytes bodyHash,
    Bytes stateHash) {
  /** Bytes in a block and on disk; their SHA-256 is the block's id. */
  public static final Codec<BlockHeader> CODEC =
      Codec.of(
          (writer, header) ->
              writer
                  .u16(header.kind.number())
                  .id(header.parent)
                  .u64(header.height)
                  .u64(header.timestampMillis)
                  .u32(header.transactionCount)
                  .raw(header.bodyHash)
                  .raw(header.stateHash),
          reader ->
              new BlockHeader(
                  BlockKind.numbered(reader.u16()),
                  reader.id(BlockId::new),
                  reader.u64(),
                  reader.u64(),
                  reader.u32(),
                  reader.raw(Identifier.BYTES),
                  reader.raw(Identifier.BYTES)));

  /** Length of an encoded header. */
  public static final int BYTES = 2 + 3 * Identifier.BYTES + 2 * Long.BYTES + Integer.BYTES;

  /** The parent of the first block. */
  public static final BlockId NO_PARENT = new BlockId(Bytes.wrap(new byte[Identifier.BYTES]));

  public BlockHeader {
    if (height < 0 || timestampMillis < 0) {
      throw new IllegalArgumentException("height and timestamp of a block are below 2^63");
    }
    if (kind == BlockKind.RULES && transactionCount != 0) {
      throw new IllegalArgumentException("a rules block holds no transaction");
    }
  }

  /** Of a block of transactions. */
  public BlockHeader(
      BlockId parent,
      long height,
      long timestampMillis,
      int transactionCount,
      Bytes bodyHash,
      Bytes stateHash) {
    this(
        BlockKind.TRANSACTIONS,
        parent,
        height,
        timestampMillis,
        transactionCount,
        bodyHash,
        stateHash);
  }

  /** The id of the block. */
  public BlockId id() {
    return new BlockId(Sha256.hash(CODEC.encode(this)));
  }

  /** The state hash of a child whose changes have the given hash. */
  public Bytes stateHashAfter(Bytes diffHash) {
    return Sha256.hash(stateHash, diffHash);
  }
}
