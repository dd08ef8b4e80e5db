package org.sessionvm.testkit.property;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.sessionvm.primitives.Bytes;

/** Random values that a seed decides. Not for several threads. */
public final class Gen {
  private static final long[] EDGES = {
    0,
    1,
    2,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    Integer.MAX_VALUE,
    1L << 31,
    0xffff_ffffL,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private final SplittableRandom random;

  public Gen(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** From {@code least} to {@code most}, both included. */
  public int integer(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** From {@code least} to {@code most}, both included. */
  public long number(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** Any 64 bits, more often than by chance those at which something overflows. */
  public long bits() {
    return chance(30) ? EDGES[integer(0, EDGES.length - 1)] : random.nextLong();
  }

  /** As {@link #bits}, from 0 to 2^63-1. */
  public long positive() {
    return bits() & Long.MAX_VALUE;
  }

  /** True in so many of a hundred cases. */
  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Random bytes of a length. */
  public Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  /** One of the items. */
  public <T> T pick(List<T> items) {
    return items.get(integer(0, items.size() - 1));
  }

  /** So many items of the list, in random order. */
  public <T> List<T> some(List<T> items, int count) {
    List<T> rest = new ArrayList<>(items);
    List<T> picked = new ArrayList<>();
    while (picked.size() < count) {
      picked.add(rest.remove(integer(0, rest.size() - 1)));
    }
    return picked;
  }

  /** A list of a length up to {@code most}. */
  public <T> List<T> list(int most, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int left = integer(0, most); left > 0; left--) {
      items.add(item.get());
    }
    return items;
  }

  /** Text of up to so many characters, of one to four bytes each. */
  public String text(int most) {
    StringBuilder text = new StringBuilder();
    for (int left = integer(0, most); left > 0; left--) {
      text.appendCodePoint(
          switch (integer(0, 3)) {
            case 0 -> integer(0x20, 0x7e);
            case 1 -> integer(0x80, 0x7ff);
            case 2 -> integer(0xe000, 0xffff);
            default -> integer(0x1_0000, 0x10_ffff);
          });
    }
    return text.toString();
  }

  /** {@code bytes} with something changed, cut off, put in or put on. */
  public Bytes mutate(Bytes bytes) {
    int at = integer(0, bytes.size());
    Bytes head = bytes.slice(0, at);
    return switch (integer(0, 4)) {
      case 0 -> head;
      case 1 -> head.concat(bytes(integer(1, 8))).concat(bytes.slice(at, bytes.size()));
      case 2 -> bytes.concat(bytes(integer(1, 8)));
      case 3 -> overwrite(bytes, at, bytes(integer(1, 4)));
      // Where it hits a length or a count, a hostile one.
      default -> overwrite(bytes, at, Bytes.fromHex(chance(50) ? "ffffffff" : "7fffffff"));
    };
  }

  private static Bytes overwrite(Bytes bytes, int at, Bytes with) {
    int end = Math.min(bytes.size(), at + with.size());
    return bytes
        .slice(0, at)
        .concat(with.slice(0, end - at))
        .concat(bytes.slice(end, bytes.size()));
  }
}
