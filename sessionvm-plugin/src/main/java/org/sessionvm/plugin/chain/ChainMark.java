package org.sessionvm.plugin.chain;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.Bytes;

/**
 * What the node's database knows of the store: which one is its own, and up to which block the node
 * has told it to accept. Of a store and a database that were not in step any more the node could
 * make nothing.
 *
 * @param store names the store's directory; random
 * @param height of the last block whose acceptance the node has asked for
 */
public record ChainMark(Bytes store, long height) {
  /** Length of the name. */
  public static final int STORE_BYTES = 16;

  /** Bytes in the node's database. */
  public static final Codec<ChainMark> CODEC =
      Codec.of(
          (writer, mark) -> writer.raw(mark.store).u64(mark.height),
          reader -> new ChainMark(reader.raw(STORE_BYTES), reader.u64()));

  public ChainMark {
    if (store.size() != STORE_BYTES || height < 0) {
      throw new IllegalArgumentException("a mark has " + STORE_BYTES + " bytes and a height");
    }
  }

  /** The name of the store's directory in the chain's. */
  public String directoryName() {
    return "store-" + store.toHex();
  }

  /** The same store, at another height. */
  public ChainMark at(long another) {
    return new ChainMark(store, another);
  }
}
