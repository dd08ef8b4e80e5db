package org.sessionvm.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.integrity.Finding;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.integrity.Report;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.model.Simulation;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.property.Property;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.testkit.vm.FakeCrypto;

class IntegrityCheckTest {
  private static final Bytes END = Bytes.fromHex("ff".repeat(80));

  /** A chain of one has no payloads that wait to be deleted: they are in a test of their own. */
  private static final List<ColumnId> COLUMNS =
      Columns.ids().stream()
          .filter(column -> !column.equals(Columns.PAYLOAD_DELETIONS.id()))
          .toList();

  private static final ChainRules RULES = rules(Authentication.SIGNED);

  private static ChainRules rules(Authentication authentication) {
    return new ChainRules(
        3_600,
        8,
        2,
        1,
        "07",
        authentication,
        new Limits(300, 3, 30, 3, 400, 3, 64, 1 << 19, 4_096));
  }

  private static Report check(KeyValueReader reader) {
    return check(reader, RULES);
  }

  private static Report check(KeyValueReader reader, ChainRules rules) {
    return IntegrityCheck.run(reader, rules, new FakeCrypto(), Progress.SILENT);
  }

  @ParameterizedTest
  @EnumSource
  void findsNothingInWhatTheVirtualMachineWrote(Authentication authentication) {
    ChainRules rules = rules(authentication);
    Property.check(
        30,
        gen -> {
          try (Simulation simulation = new Simulation(gen, rules, 40)) {
            for (int i = 0; i < 3; i++) {
              simulation.run(15);
              assertThat(check(simulation.leader().store(), rules).findings()).isEmpty();
            }
          }
        });
  }

  /** Every row is there for a reason, so that each one that is lost or damaged is noticed. */
  @Test
  void findsEveryKindOfDamage() {
    Map<String, Integer> damages = new TreeMap<>();
    for (long seed = 0; seed < 100; seed++) {
      try (Simulation simulation = new Simulation(new Gen(seed), RULES, (int) (seed % 2) * 85)) {
        simulation.run(25);
        Gen gen = new Gen(seed);
        for (ColumnId column : COLUMNS) {
          damage(simulation.leader().store(), column, gen, damages);
        }
      }
    }
    // Each column was damaged in each way: lost, changed, made up.
    assertThat(damages).hasSize(3 * COLUMNS.size());
  }

  private static void damage(
      KeyValueStore store, ColumnId column, Gen gen, Map<String, Integer> damages) {
    List<KeyValue> rows = store.scan(column, Bytes.EMPTY, END, 10_000);
    if (rows.isEmpty()) {
      return;
    }
    KeyValue row = gen.pick(rows);
    expectFound(store, batch -> batch.delete(column, row.key()), "lost " + row(column, row));
    damages.merge("lost " + column.name(), 1, Integer::sum);
    Bytes changed = change(store, column, row, gen);
    expectFound(
        store, batch -> batch.put(column, row.key(), changed), "changed " + row(column, row));
    damages.merge("changed " + column.name(), 1, Integer::sum);
    rows.stream()
        .map(known -> flip(known.key(), known.key().size() - 1))
        .filter(key -> store.get(column, key).isEmpty())
        .findFirst()
        .ifPresent(
            made -> {
              expectFound(
                  store, batch -> batch.put(column, made, row.value()), "new " + row(column, row));
              damages.merge("new " + column.name(), 1, Integer::sum);
            });
  }

  /**
   * A bit where each bit can be derived from others; where some cannot, the last byte is lost. A
   * lone ML-KEM key cannot once the payload of the creation is gone, nor the record of a creation
   * whose session is, nor what somebody has read, nor a wrapped key or whose it is, nor what else
   * was in a block of which a payload was deleted.
   */
  private static Bytes change(KeyValueStore store, ColumnId column, KeyValue row, Gen gen) {
    Bytes value = row.value();
    if (value.size() == 0) {
      return END;
    }
    if (column.name().equals("payloads") && isPartOfABlock(store, row.key().slice(0, 8))) {
      return value.slice(0, value.size() - 1);
    }
    boolean derived =
        !Set.of(
                    "meta",
                    "session_heads",
                    "identity_leases",
                    "session_keys",
                    "receipts",
                    "key_generations",
                    "incarnations",
                    "profiles",
                    "handle_pairs",
                    "channels",
                    "channel_members",
                    "channel_invitations",
                    "channel_keys",
                    "channel_key_origins")
                .contains(column.name())
            && !(column.name().equals("transactions")
                && Set.of("02", "09").contains(value.slice(0, 1).toHex()))
            && !(column.name().equals("channel_transactions")
                && value.slice(0, 1).toHex().equals("12"));
    // Where a message was is known from its payload alone, as long as that is there, and when a
    // closed session would have ended from the payload of its renewal.
    int flippable =
        switch (column.name()) {
          case "messages", "channel_messages" -> Identifier.BYTES;
          case "sessions" -> value.size() - 2 * Long.BYTES;
          default -> value.size();
        };
    return derived ? flip(value, gen.integer(0, flippable - 1)) : value.slice(0, value.size() - 1);
  }

  private static boolean isPartOfABlock(KeyValueStore store, Bytes height) {
    return !store.scan(Columns.ERASED_PAYLOADS.id(), height, height.concat(END), 1).isEmpty();
  }

  private interface Change {
    void to(WriteBatch batch);
  }

  private static void expectFound(KeyValueStore healthy, Change change, String what) {
    try (InMemoryStore damaged = new InMemoryStore(Columns.ids())) {
      WriteBatch batch = new WriteBatch();
      for (ColumnId column : Columns.ids()) {
        healthy
            .scan(column, Bytes.EMPTY, END, 100_000)
            .forEach(entry -> batch.put(column, entry.key(), entry.value()));
      }
      change.to(batch);
      damaged.commit(batch);
      assertThat(check(damaged).findings()).as(what).isNotEmpty();
    }
  }

  private static String row(ColumnId column, KeyValue row) {
    return column.name() + " " + row.key().toHex() + " = " + row.value().toHex();
  }

  private static Bytes flip(Bytes bytes, int at) {
    if (bytes.size() == 0) {
      return Bytes.fromHex("01");
    }
    byte[] changed = bytes.toByteArray();
    changed[at] ^= 1;
    return Bytes.wrap(changed);
  }

  @Test
  void namesColumnAndKeyOfADamagedRow() {
    try (Simulation simulation = new Simulation(new Gen(1), RULES)) {
      simulation.run(25);
      KeyValueStore store = simulation.leader().store();
      ColumnId heads = Columns.SESSION_HEADS.id();
      KeyValue row = store.scan(heads, Bytes.EMPTY, END, 1).getFirst();
      WriteBatch batch = new WriteBatch();
      batch.put(heads, row.key(), Bytes.fromHex("ff"));
      store.commit(batch);

      assertThat(check(store).findings())
          .filteredOn(finding -> finding.kind() == Finding.Kind.UNREADABLE)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.column()).isEqualTo(heads);
                assertThat(finding.key()).isEqualTo(row.key());
                assertThat(finding.toString()).contains("session_heads", row.key().toHex());
              });
    }
  }

  @Test
  void boundsWhatItReports() {
    try (InMemoryStore store = new InMemoryStore(Columns.ids())) {
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < IntegrityCheck.FINDINGS_MAX + 10; i++) {
        batch.put(Columns.SESSIONS.id(), Bytes.fromHex("%064x".formatted(i)), Bytes.EMPTY);
      }
      store.commit(batch);

      Report report = check(store);

      assertThat(report.findings()).hasSize(IntegrityCheck.FINDINGS_MAX);
      assertThat(report.isTruncated()).isTrue();
      assertThat(report.isComplete()).isTrue();
      assertThat(report.isClean()).isFalse();
    }
  }

  @Test
  void tellsHowFarItIsAndStopsWhenAsked() {
    try (Simulation simulation = new Simulation(new Gen(1), RULES)) {
      simulation.run(10);
      KeyValueStore store = simulation.leader().store();
      List<String> columns = new ArrayList<>();

      Report whole =
          IntegrityCheck.run(
              store,
              RULES,
              new FakeCrypto(),
              (column, _) -> {
                columns.add(column.name());
                return true;
              });
      Report part =
          IntegrityCheck.run(
              store, RULES, new FakeCrypto(), (column, _) -> !column.equals(Columns.PAYLOADS.id()));

      assertThat(whole.isClean()).isTrue();
      assertThat(columns)
          .containsExactlyInAnyOrderElementsOf(Columns.ids().stream().map(ColumnId::name).toList());
      assertThat(part.isComplete()).isFalse();
      assertThat(part.isClean()).isFalse();
      assertThat(part.findings()).isEmpty();
      assertThat(part.rows()).isLessThan(whole.rows());
    }
  }
}
