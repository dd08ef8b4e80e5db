package org.sessionvm.block;

import java.util.List;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;

/**
 * The transactions of a block as bytes: a count of four bytes, then each with its length.
 *
 * @param transactions encoded signed transactions
 */
public record BlockBody(List<Bytes> transactions) {
  public BlockBody {
    transactions = List.copyOf(transactions);
  }

  /** Bytes that a transaction takes beside its own. */
  public static final int OVERHEAD_BYTES = Integer.BYTES;

  /** Writes the body. */
  public void write(ByteWriter writer) {
    writer.u32(transactions.size());
    transactions.forEach(writer::bytes);
  }

  /** Bytes of the body. */
  public int size() {
    return OVERHEAD_BYTES
        + transactions.stream().mapToInt(bytes -> OVERHEAD_BYTES + bytes.size()).sum();
  }

  /** SHA-256 of the body. */
  public Bytes hash() {
    ByteWriter writer = new ByteWriter();
    write(writer);
    return Sha256.hash(writer.toBytes());
  }
}
