package org.sessionvm.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;

/**
 * Text that the maker of a session attached to it, in the order of the keys' UTF-8 bytes.
 *
 * @param entries no key twice
 */
public record Metadata(List<Entry> entries) {
  /** Most entries that a decoder reads. */
  public static final int ENTRIES_CEILING = 1_024;

  private static final int STRING_BYTES_CEILING = 4_096;

  /** No metadata. */
  public static final Metadata NONE = new Metadata(List.of());

  /** A pair of texts. */
  public record Entry(String key, String value) {
    Bytes keyBytes() {
      return ByteWriter.utf8(key);
    }

    int size() {
      return keyBytes().size() + ByteWriter.utf8(value).size();
    }
  }

  public Metadata {
    entries = List.copyOf(entries);
    if (entries.size() > ENTRIES_CEILING) {
      throw new IllegalArgumentException("metadata has more than " + ENTRIES_CEILING + " entries");
    }
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i - 1).keyBytes().compareTo(entries.get(i).keyBytes()) >= 0) {
        throw new IllegalArgumentException("metadata keys are not sorted or not unique");
      }
    }
  }

  /** Sorts the pairs of {@code map}. */
  public static Metadata of(Map<String, String> map) {
    List<Entry> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(new Entry(key, value)));
    entries.sort((a, b) -> a.keyBytes().compareTo(b.keyBytes()));
    return new Metadata(entries);
  }

  /** Bytes of all keys and values in UTF-8. */
  public int size() {
    return entries.stream().mapToInt(Entry::size).sum();
  }

  /** Writes a count and the pairs. */
  public void write(ByteWriter writer) {
    writer.u32(entries.size());
    entries.forEach(entry -> writer.string(entry.key()).string(entry.value()));
  }

  /** Reads a count and the pairs. */
  public static Metadata read(ByteReader reader) {
    return new Metadata(
        reader.list(
            ENTRIES_CEILING,
            r -> new Entry(r.string(STRING_BYTES_CEILING), r.string(STRING_BYTES_CEILING))));
  }
}
