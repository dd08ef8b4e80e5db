package org.sessionvm.state;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.sessionvm.codec.Codec;

/** The facts that the column of meta holds. */
public enum MetaKey {
  /** The genesis bytes. */
  GENESIS("genesis"),
  /** The chain id. */
  CHAIN_ID("chain_id"),
  /** Height of the last accepted block. */
  LAST_ACCEPTED("last_accepted"),
  /** The changes of rules that the host of the chain has set, with their times. */
  UPGRADES("upgrades");

  /** What every store of a chain has. */
  public static final Set<MetaKey> NEVER_MISSING =
      Collections.unmodifiableSet(EnumSet.of(GENESIS, CHAIN_ID, LAST_ACCEPTED));

  /** Bytes on disk: the ASCII name. */
  public static final Codec<MetaKey> CODEC =
      Codec.of((writer, key) -> writer.string(key.text), reader -> named(reader.string(64)));

  private final String text;

  MetaKey(String text) {
    this.text = text;
  }

  private static MetaKey named(String text) {
    for (MetaKey key : values()) {
      if (key.text.equals(text)) {
        return key;
      }
    }
    throw new IllegalArgumentException("unknown meta key " + text);
  }
}
