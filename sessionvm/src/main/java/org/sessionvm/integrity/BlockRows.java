package org.sessionvm.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.BlockKind;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MetaKey;

/** Headers that chain, heights that know them, and bodies that they commit to. */
final class BlockRows {
  private final Subject subject;
  private final RulesRows rules;
  private final ErasedRows erased;
  private final long lastMillis;
  private long deletedThrough;
  private Optional<BlockHeader> previous = Optional.empty();
  private long headers;

  BlockRows(Subject subject) {
    this.subject = subject;
    this.rules = new RulesRows(subject);
    this.erased = new ErasedRows(subject);
    this.lastMillis = lastMillis(subject);
  }

  /** The time of the last block, if that can be read. */
  static long lastMillis(Subject subject) {
    return header(subject, subject.lastHeight()).map(BlockHeader::timestampMillis).orElse(0L);
  }

  /** The header at a height, if it is there and can be read. */
  static Optional<BlockHeader> header(Subject subject, long height) {
    return subject.get(Columns.BLOCK_HEADERS, height).flatMap(BlockRows::decode);
  }

  private static Optional<BlockHeader> decode(Bytes bytes) {
    try {
      return Optional.of(BlockHeader.CODEC.decode(bytes));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.BLOCK_HEADERS, this::header);
    expectHeader(
        headers == subject.lastHeight() + 1,
        Kind.CONTRADICTION,
        subject.lastHeight(),
        "the last accepted block is not the last of " + headers);
    subject.walk(Columns.BLOCK_HEIGHTS, this::height);
    new PayloadRows(subject).check();
    new DeletionRows(subject).check();
    erased.check();
    rules.check();
  }

  /** The greatest height whose payloads are past their retention. */
  long deletedThrough() {
    return deletedThrough;
  }

  private void header(long height, Bytes bytes) {
    expectHeader(height == headers++, Kind.MISSING, height, "heights before it are missing");
    Optional<BlockHeader> decoded = decode(bytes);
    expectHeader(decoded.isPresent(), Kind.UNREADABLE, height, "not a header");
    decoded.ifPresent(header -> header(height, header));
    previous = decoded;
  }

  private void header(long height, BlockHeader header) {
    expectHeader(header.height() == height, Kind.CONTRADICTION, height, "says another height");
    expectHeader(
        subject.get(Columns.BLOCK_HEIGHTS, header.id()).equals(Optional.of(height)),
        Kind.MISSING,
        height,
        "is not found by its id");
    expectHeader(
        height > 0 || header.stateHash().equals(genesisHash()),
        Kind.CONTRADICTION,
        height,
        "is not the block of the genesis");
    previous.ifPresent(parent -> chained(height, parent, header));
    rules.header(header);
    body(height, header);
  }

  private Bytes genesisHash() {
    return subject.get(Columns.META, MetaKey.GENESIS).map(Sha256::hash).orElse(Bytes.EMPTY);
  }

  private void chained(long height, BlockHeader parent, BlockHeader header) {
    expectHeader(
        header.parent().equals(parent.id()),
        Kind.CONTRADICTION,
        height,
        "is no child of the block before");
    expectHeader(
        header.timestampMillis() >= parent.timestampMillis(),
        Kind.CONTRADICTION,
        height,
        "is older than the block before");
  }

  private void body(long height, BlockHeader header) {
    List<Bytes> payloads = new ArrayList<>();
    subject.walkPrefix(
        Columns.PAYLOADS,
        new ByteWriter().u64(height).toBytes(),
        (_, payload) -> payloads.add(payload));
    boolean past = subject.arePayloadsPast(header);
    // A node may keep its payloads for longer than the chain asks for, but then all of a block's.
    if (header.kind() == BlockKind.TRANSACTIONS && isWhole(header, past, payloads)) {
      expectHeader(
          erased.isIncomplete(height)
              ? erased.explains(header, payloads.size())
              : payloads.size() == header.transactionCount()
                  && new BlockBody(payloads).hash().equals(header.bodyHash()),
          Kind.CONTRADICTION,
          height,
          "the payloads are not the block's");
    }
    if (past && header.transactionCount() > 0) {
      deletedThrough = Math.max(deletedThrough, height);
      long made = header.timestampMillis();
      expectHeader(
          made + subject.history().retentionMillisAt(made) <= lastMillis,
          Kind.MISSING,
          height,
          "no time is set for its payloads to go");
    }
  }

  private static boolean isWhole(BlockHeader header, boolean past, List<Bytes> payloads) {
    return !past || !payloads.isEmpty() || header.transactionCount() == 0;
  }

  private void height(BlockId id, long height) {
    subject.expect(
        header(subject, height).filter(header -> header.id().equals(id)).isPresent(),
        Kind.DANGLING,
        Columns.BLOCK_HEIGHTS,
        id,
        "no block with this id is at height " + height);
  }

  private void expectHeader(boolean holds, Kind kind, long height, String detail) {
    subject.expect(holds, kind, Columns.BLOCK_HEADERS, height, detail);
  }
}
