package org.sessionvm.block;

import org.sessionvm.codec.DecodeException;

/** What the body of a block holds. Numbers are never reused. */
public enum BlockKind {
  /** Transactions, or none where something was due. */
  TRANSACTIONS(1),
  /** A change of the chain's rules, on a standalone chain alone. */
  RULES(2);

  private final int number;

  BlockKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static BlockKind numbered(int number) {
    for (BlockKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new DecodeException("no block is of the kind " + number);
  }
}
