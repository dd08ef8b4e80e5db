package org.sessionvm.integrity;

import org.sessionvm.block.Block;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.BlockKind;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.state.Columns;
import org.sessionvm.state.RulesRow;

/** Rules blocks and the rows that say what they changed. */
final class RulesRows {
  private final Subject subject;

  RulesRows(Subject subject) {
    this.subject = subject;
  }

  /** A header that may be a rules block's. */
  void header(BlockHeader header) {
    if (header.kind() == BlockKind.RULES) {
      subject.expect(
          subject.has(Columns.RULES, header.height()),
          Kind.MISSING,
          Columns.BLOCK_HEADERS,
          header.height(),
          "what the rules block changed is missing");
    }
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.RULES, this::row);
  }

  private void row(long height, RulesRow row) {
    subject.expect(
        BlockRows.header(subject, height)
            .filter(header -> header.kind() == BlockKind.RULES)
            .filter(header -> header.timestampMillis() == row.fromMillis())
            .filter(header -> header.bodyHash().equals(Block.rulesHash(row.change())))
            .isPresent(),
        Kind.CONTRADICTION,
        Columns.RULES,
        height,
        "is not what the block at its height changed");
  }
}
