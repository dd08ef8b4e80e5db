package org.sessionvm.rpc.transport;

/** How much memory a request is counted as while it is read and worked on. */
final class RequestMemory {
  /** Its thread, its connection's buffers, its answer. */
  private static final long FIXED_BYTES = 16 << 10;

  /** The body, its characters, the values made of them. */
  private static final int PER_BODY_BYTE = 4;

  private RequestMemory() {}

  static long of(long bodyBytes) {
    return FIXED_BYTES + PER_BODY_BYTE * bodyBytes;
  }
}
