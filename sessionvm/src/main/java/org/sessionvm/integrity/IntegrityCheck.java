package org.sessionvm.integrity;

import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Counters;
import org.sessionvm.state.MetaKey;
import org.sessionvm.state.RulesChanges;

/**
 * Walks every column and follows every reference both ways: blocks, sessions, messages, identities,
 * what is due, and the sums. Reads page by page, so memory does not grow with the store.
 */
public final class IntegrityCheck {
  /** Most findings of a report. */
  public static final int FINDINGS_MAX = 1_000;

  private final Subject subject;

  private IntegrityCheck(Subject subject) {
    this.subject = subject;
  }

  /**
   * Checks a chain.
   *
   * @param reader a snapshot, or a store to which nothing is committed meanwhile
   * @param rules as the genesis says; what rules blocks changed is read from the chain
   * @param hashing BLAKE2b
   * @param progress is told after each page
   */
  public static Report run(
      KeyValueReader reader, ChainRules rules, Hashing hashing, Progress progress) {
    Subject subject = new Subject(reader, rules, hashing, progress);
    try {
      new IntegrityCheck(subject).run();
      return subject.report(true);
    } catch (Subject.Stopped e) {
      return subject.report(false);
    }
  }

  private void run() throws Subject.Stopped {
    subject.walk(Columns.META, this::meta);
    for (MetaKey key : MetaKey.NEVER_MISSING) {
      subject.expect(
          subject.has(Columns.META, key), Finding.Kind.MISSING, Columns.META, key, "no such row");
    }
    BlockRows blocks = new BlockRows(subject);
    blocks.check();
    SessionRows sessions = new SessionRows(subject);
    sessions.check();
    MessageRows messages = new MessageRows(subject);
    messages.check();
    IdentityRows identities = new IdentityRows(subject);
    identities.check();
    new HandleRows(subject).check();
    ChannelRows channels = new ChannelRows(subject);
    channels.check();
    new ExpiryRows(subject, messages.orphanCreations()).check();
    subject.walk(
        Columns.COUNTERS,
        (key, _) ->
            subject.expect(
                key.size() == 0, Finding.Kind.DANGLING, Columns.COUNTERS, key, "one too many"));
    Counters stored = subject.counters();
    subject.expect(
        stored.payloadsDeletedThrough() <= subject.lastHeight(),
        Finding.Kind.CONTRADICTION,
        Columns.COUNTERS,
        Bytes.EMPTY,
        "payloads are deleted of blocks that are yet to come");
    expectSum("sessions", stored.sessions(), sessions.sessions());
    expectSum("unprovedSessions", stored.unprovedSessions(), sessions.unproved());
    expectSum("messages", stored.messages(), messages.messages());
    expectSum("payloadsDeletedThrough", stored.payloadsDeletedThrough(), blocks.deletedThrough());
    expectSum("channels", stored.channels(), channels.channels());
    expectSum("identities", stored.identities(), identities.identities());
  }

  private void meta(MetaKey key, Bytes value) {
    boolean fits =
        switch (key) {
          case GENESIS -> true;
          case CHAIN_ID -> value.size() == Identifier.BYTES;
          case LAST_ACCEPTED -> value.size() == Long.BYTES;
          case UPGRADES -> RulesChanges.canDecode(value);
        };
    subject.expect(
        fits, Finding.Kind.UNREADABLE, Columns.META, key, "has " + value.size() + " bytes");
  }

  private void expectSum(String name, long stored, long counted) {
    subject.expect(
        stored == counted,
        Finding.Kind.MISCOUNTED,
        Columns.COUNTERS,
        Bytes.EMPTY,
        name + " is " + stored + ", there are " + counted);
  }
}
