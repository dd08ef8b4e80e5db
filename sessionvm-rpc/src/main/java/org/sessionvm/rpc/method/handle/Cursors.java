package org.sessionvm.rpc.method.handle;

import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;

/** Where a page begins. */
final class Cursors {
  private Cursors() {}

  static void require(Optional<Bytes> cursor, int bytesMax) {
    if (cursor.filter(bytes -> bytes.size() > bytesMax).isPresent()) {
      throw new RpcException(RpcError.invalidField("cursor", "is not a nextCursor of this node"));
    }
  }
}
