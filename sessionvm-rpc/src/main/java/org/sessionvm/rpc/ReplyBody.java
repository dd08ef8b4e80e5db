package org.sessionvm.rpc;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sessionvm.primitives.Bytes;

/**
 * The bytes of an answer, in pieces: megabytes that grow in one array would be copied again and
 * again, and what has gone out could not be forgotten. For one thread at a time.
 */
public final class ReplyBody extends OutputStream {
  private static final int PIECE_BYTES_MIN = 512;

  /** Longest piece that is written here. */
  static final int PIECE_BYTES_MAX = 128 << 10;

  /** Each ready to be written on. */
  private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

  private int size;

  /** Empty. */
  public ReplyBody() {}

  /** Bytes that are there already. */
  public static ReplyBody of(Bytes bytes) {
    ReplyBody body = new ReplyBody();
    body.pieces.add(ByteBuffer.wrap(bytes.unsafeArray()).position(bytes.size()));
    body.size = bytes.size();
    return body;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    int end = offset + length;
    for (int from = offset; from < end; ) {
      ByteBuffer piece = writable();
      int count = Math.min(end - from, piece.remaining());
      piece.put(source, from, count);
      from += count;
      size += count;
    }
  }

  private ByteBuffer writable() {
    if (pieces.isEmpty() || !pieces.getLast().hasRemaining()) {
      pieces.add(ByteBuffer.allocate(Math.clamp(size, PIECE_BYTES_MIN, PIECE_BYTES_MAX)));
    }
    return pieces.getLast();
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** Forgets what came after the first {@code kept} bytes. */
  public void cutTo(int kept) {
    while (size > kept) {
      ByteBuffer last = pieces.getLast();
      int dropped = Math.min(last.position(), size - kept);
      last.position(last.position() - dropped);
      size -= dropped;
      if (last.position() == 0) {
        pieces.removeLast();
      }
    }
  }

  /** Takes out the first piece, to be read; something must be left. */
  public ByteBuffer poll() {
    ByteBuffer first = pieces.removeFirst().flip();
    size -= first.remaining();
    return first;
  }

  /** A copy. */
  public byte[] toByteArray() {
    ByteBuffer all = ByteBuffer.allocate(size);
    pieces.forEach(piece -> all.put(piece.duplicate().flip()));
    return all.array();
  }
}
