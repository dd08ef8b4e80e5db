package org.sessionvm.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.BlockKind;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.MessageKey;
import org.sessionvm.state.ParticipantSession;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.SessionKeyIndex;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.property.Property;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;

/** One byte string for one value, and nothing but a DecodeException for all other byte strings. */
class CodecPropertyTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final ChainId CHAIN = new ChainId(Bytes.wrap(new byte[32]));
  private static final FakeCrypto CRYPTO = new FakeCrypto();

  /** Objects, slices, the signing bytes beside the encoding. */
  private static final int ALLOCATED_PER_BYTE_MAX = 24;

  /** What is allocated once, with the first exception of a kind. */
  private static final int ALLOCATED_BYTES_MAX = 512 << 10;

  private static <T> void roundTrip(Gen gen, Codec<T> codec, T value) {
    Bytes encoded = codec.encode(value);
    assertThat(codec.decode(encoded)).isEqualTo(value);
    mutate(gen, encoded, codec::decode, codec::encode);
  }

  private static <T> void mutate(
      Gen gen, Bytes encoded, Function<Bytes, T> decode, Function<T, Bytes> encode) {
    Bytes mutated = gen.mutate(encoded);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      T value = decode.apply(mutated);
      // Canonical: what decodes at all is the one encoding of what it decodes to.
      assertThat(encode.apply(value)).isEqualTo(mutated);
    } catch (DecodeException e) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated)
          .isLessThan(ALLOCATED_BYTES_MAX + (long) ALLOCATED_PER_BYTE_MAX * mutated.size());
    }
  }

  @Test
  void transactionsRoundTrip() {
    Property.check(
        400,
        gen -> {
          for (Transaction transaction : new Values(gen).transactions().toList()) {
            roundTrip(
                gen,
                SignedTransaction.CODEC,
                new SignedTransaction(transaction, gen.bytes(gen.integer(0, 50))));
          }
        });
  }

  @Test
  void blocksRoundTrip() {
    Property.check(
        200,
        gen -> {
          Values values = new Values(gen);
          List<PreparedTransaction> transactions =
              gen.list(4, () -> PreparedTransaction.of(CHAIN, CRYPTO, values.signed()));
          BlockBody body =
              new BlockBody(transactions.stream().map(PreparedTransaction::encoded).toList());
          BlockHeader random = values.header();
          BlockHeader header =
              new BlockHeader(
                  random.parent(),
                  random.height(),
                  random.timestampMillis(),
                  transactions.size(),
                  body.hash(),
                  random.stateHash());
          Block block = Block.of(header, transactions);
          assertThat(body.size()).isEqualTo(block.encode().size() - BlockHeader.BYTES);
          assertThat(Block.decode(CHAIN, CRYPTO, block.encode())).isEqualTo(block);
          mutate(gen, block.encode(), bytes -> Block.decode(CHAIN, CRYPTO, bytes), Block::encode);
          roundTrip(gen, BlockHeader.CODEC, random);
          RulesChange change = values.change();
          Block rules =
              Block.ofRules(
                  new BlockHeader(
                      BlockKind.RULES,
                      random.parent(),
                      random.height(),
                      random.timestampMillis(),
                      0,
                      Block.rulesHash(change),
                      random.stateHash()),
                  change);
          assertThat(Block.decode(CHAIN, CRYPTO, rules.encode())).isEqualTo(rules);
          mutate(gen, rules.encode(), bytes -> Block.decode(CHAIN, CRYPTO, bytes), Block::encode);
        });
  }

  @Test
  void keysAndValuesOfEveryColumnRoundTrip() {
    Property.check(
        100,
        gen -> {
          Values values = new Values(gen);
          Map<Integer, Supplier<?>> keys = values.keysOfColumns();
          Map<Integer, Supplier<?>> contents = values.valuesOfColumns();
          for (Column<?, ?> column : Columns.all()) {
            int number = column.id().number();
            roundTripAny(gen, column.keyCodec(), next(keys, number));
            roundTripAny(gen, column.valueCodec(), next(contents, number));
            assertThat(encodeAny(column.keyCodec(), next(keys, number)).size())
                .isLessThanOrEqualTo(Columns.KEY_BYTES_MAX);
          }
        });
  }

  private static Object next(Map<Integer, Supplier<?>> values, int column) {
    return Optional.<Supplier<?>>ofNullable(values.get(column)).orElseThrow().get();
  }

  // The suppliers above give values of the column's own types.
  @SuppressWarnings("unchecked")
  private static <T> void roundTripAny(Gen gen, Codec<T> codec, Object value) {
    roundTrip(gen, codec, (T) value);
  }

  @SuppressWarnings("unchecked")
  private static <T> Bytes encodeAny(Codec<T> codec, Object value) {
    return codec.encode((T) value);
  }

  private static <K> void sameOrder(Codec<K> codec, K less, K more) {
    assertThat(codec.encode(less)).isLessThan(codec.encode(more));
  }

  @Test
  void encodedKeysHaveTheOrderOfKeys() {
    Property.check(
        300,
        gen -> {
          Values values = new Values(gen);
          long low = gen.positive() >> 1;
          long high = low + 1 + (gen.positive() >> 2);
          SessionId session = values.session();
          ParticipantId participant = values.participant();
          sameOrder(Columns.BLOCK_HEADERS.keyCodec(), low, high);
          sameOrder(MessageKey.CODEC, new MessageKey(session, low), new MessageKey(session, high));
          sameOrder(
              PayloadLocation.CODEC,
              new PayloadLocation(low, gen.integer(0, 1_000)),
              new PayloadLocation(high, gen.integer(0, 1_000)));
          sameOrder(
              PayloadLocation.CODEC, new PayloadLocation(low, 255), new PayloadLocation(low, 256));
          PayloadLocation one = new PayloadLocation(gen.integer(0, 3), gen.integer(0, 300));
          PayloadLocation other = new PayloadLocation(gen.integer(0, 3), gen.integer(0, 300));
          assertThat(one.isBefore(other))
              .isEqualTo(
                  PayloadLocation.CODEC.encode(one).compareTo(PayloadLocation.CODEC.encode(other))
                      < 0);
          sameOrder(
              PayloadDeletion.CODEC,
              new PayloadDeletion(low, new PayloadLocation(high, 1)),
              new PayloadDeletion(high, new PayloadLocation(low, 0)));
          assertThat(PayloadDeletion.CODEC.encode(new PayloadDeletion(low, one)))
              .isLessThan(PayloadDeletion.firstKeyAfter(low));
          assertThat(PayloadDeletion.CODEC.encode(new PayloadDeletion(low + 1, one)))
              .isGreaterThanOrEqualTo(PayloadDeletion.firstKeyAfter(low));
          sameOrder(
              SessionKeyIndex.CODEC,
              new SessionKeyIndex(session, 99),
              new SessionKeyIndex(session, 300));
          // The newest first.
          sameOrder(
              ParticipantSession.CODEC,
              new ParticipantSession(participant, high, values.session()),
              new ParticipantSession(participant, low, values.session()));
          Expiry.Kind kind = gen.pick(List.of(Expiry.Kind.values()));
          sameOrder(
              Expiry.CODEC,
              new Expiry(low, gen.pick(List.of(Expiry.Kind.values())), gen.bytes(32)),
              new Expiry(high, kind, gen.bytes(32)));
          assertThat(Expiry.CODEC.encode(new Expiry(low, kind, gen.bytes(32))))
              .isLessThan(Expiry.firstKeyAfter(low));
          assertThat(Expiry.CODEC.encode(new Expiry(low + 1, kind, gen.bytes(32))))
              .isGreaterThanOrEqualTo(Expiry.firstKeyAfter(low));
        });
  }

  @Test
  void refusesCountsThatTheBytesDoNotHold() {
    String transaction = "0002" + "00".repeat(32);
    for (String count : List.of("ffffffff", "7fffffff", "00000064", "00000065")) {
      Bytes hostile = Bytes.fromHex(transaction + count);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      assertThatThrownBy(() -> SignedTransaction.CODEC.decode(hostile))
          .isInstanceOf(DecodeException.class);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATED_BYTES_MAX);
    }
  }

  @Test
  void refusesBlocksOfManyEmptyTransactions() {
    BlockHeader header = new Values(new Gen(1)).header();
    Bytes hostile = BlockHeader.CODEC.encode(header).concat(Bytes.fromHex("00010000"));
    assertThatThrownBy(() -> Block.decode(CHAIN, CRYPTO, hostile))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(
            () -> Block.decode(CHAIN, CRYPTO, Bytes.wrap(new byte[Block.BYTES_CEILING + 1])))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("at most");
  }
}
