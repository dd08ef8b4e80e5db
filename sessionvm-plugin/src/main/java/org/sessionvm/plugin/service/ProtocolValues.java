package org.sessionvm.plugin.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;

/** Our values as the node's, and back. */
final class ProtocolValues {
  private static final long MILLIS = 1_000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private ProtocolValues() {}

  static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toByteArray());
  }

  static ByteString bytes(BlockId id) {
    return bytes(id.bytes());
  }

  static Bytes bytes(ByteString bytes) {
    return Bytes.wrap(bytes.toByteArray());
  }

  static BlockId blockId(ByteString bytes) {
    if (bytes.size() != Identifier.BYTES) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              "the id of a block has " + Identifier.BYTES + " bytes, not " + bytes.size())
          .asRuntimeException();
    }
    return new BlockId(bytes(bytes));
  }

  static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(millis / MILLIS)
        .setNanos((int) (millis % MILLIS) * NANOS_PER_MILLI)
        .build();
  }
}
