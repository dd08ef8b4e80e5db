package org.sessionvm.rpc.method.message;

import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;

/**
 * Where a query goes on: the order, one byte, and a place in the session, eight. Places never
 * change, so that nothing is skipped or told twice while messages arrive.
 */
final class QueryCursor {
  private static final int BYTES = 1 + Long.BYTES;

  private QueryCursor() {}

  static Optional<Bytes> of(OptionalLong place, boolean newestFirst) {
    return place.isPresent()
        ? Optional.of(new ByteWriter().flag(newestFirst).u64(place.getAsLong()).toBytes())
        : Optional.empty();
  }

  static OptionalLong place(Optional<Bytes> cursor, boolean newestFirst) {
    if (cursor.isEmpty()) {
      return OptionalLong.empty();
    }
    Bytes bytes = cursor.get();
    if (bytes.size() == BYTES) {
      ByteReader reader = new ByteReader(bytes);
      boolean sameOrder = reader.u8() == (newestFirst ? 1 : 0);
      long place = reader.u64();
      if (sameOrder && place >= 0) {
        return OptionalLong.of(place);
      }
    }
    throw new RpcException(
        RpcError.invalidField("cursor", "is not a nextCursor of a query in this order"));
  }
}
