package org.sessionvm.testkit.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelGenerationKey;
import org.sessionvm.state.ChannelGenerations;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ChannelMemberKey;
import org.sessionvm.state.ChannelMessage;
import org.sessionvm.state.ChannelMessageKey;
import org.sessionvm.state.ChannelRecord;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.ChatKey;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Counters;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.HandlePair;
import org.sessionvm.state.HeadExtension;
import org.sessionvm.state.IdentityLease;
import org.sessionvm.state.Incarnation;
import org.sessionvm.state.KeyGenerationKey;
import org.sessionvm.state.MessageKey;
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.MessageRecord;
import org.sessionvm.state.MetaKey;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.OwnerHandle;
import org.sessionvm.state.PairRecord;
import org.sessionvm.state.ParticipantChannel;
import org.sessionvm.state.ParticipantSession;
import org.sessionvm.state.ParticipantSet;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.Profile;
import org.sessionvm.state.ReceiptKey;
import org.sessionvm.state.RulesRow;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionHead;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.state.SessionKeyIndex;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.TransactionRecord;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;
import org.sessionvm.transaction.WrappedKey;

/** Any value of every type that has an encoding. */
final class Values {
  private final Gen gen;

  Values(Gen gen) {
    this.gen = gen;
  }

  ParticipantId participant() {
    return new ParticipantId(gen.bytes(32));
  }

  SessionId session() {
    return new SessionId(gen.bytes(32));
  }

  HandleName handle() {
    StringBuilder name = new StringBuilder();
    for (int i = gen.integer(1, 32); i > 0; i--) {
      name.append("abcxyz0189_".charAt(gen.integer(0, 10)));
    }
    return new HandleName(name.toString());
  }

  IncarnationId incarnationId() {
    return new IncarnationId(gen.bytes(32));
  }

  private HandlePair pair() {
    return HandlePair.of(incarnationId(), incarnationId());
  }

  private PairRecord.Side side() {
    return new PairRecord.Side(gen.chance(50), gen.bits());
  }

  TransactionId transactionId() {
    return new TransactionId(gen.bytes(32));
  }

  IdentityKeys keys() {
    return new IdentityKeys(
        FakeCrypto.kemKey(gen), new MlDsaPublicKey(gen.bytes(MlDsaPublicKey.BYTES)));
  }

  Metadata metadata() {
    Map<String, String> entries = new LinkedHashMap<>();
    gen.list(4, () -> entries.put(gen.text(6), gen.text(6)));
    return Metadata.of(entries);
  }

  /** One of each type. */
  Stream<Transaction> transactions() {
    return Stream.of(
        new RegisterIdentity(keys()),
        new CreateSession(
            participant(),
            gen.list(5, this::participant),
            gen.list(5, () -> gen.bytes(gen.integer(0, 40))),
            metadata(),
            gen.bits(),
            gen.bits()),
        new AcceptSession(session(), participant()),
        new SendMessage(
            session(), participant(), gen.bits() & 0xffff_ffffL, gen.bytes(gen.integer(0, 300))),
        new CloseSession(session(), participant()),
        new RegisterHandle(handle(), participant(), gen.bits()),
        new RenounceHandle(incarnationId(), participant()),
        new UpdateProfile(incarnationId(), participant(), gen.bits(), metadata(), metadata()),
        new EstablishSession(incarnationId(), incarnationId(), participant(), gen.bits()),
        new BlockSession(session(), participant(), gen.chance(50), gen.bits()),
        new RenewSession(session(), participant(), gen.bits()),
        new RotateSessionKey(session(), participant(), gen.list(4, this::wrappedKey)),
        new DeleteMessage(session(), participant(), gen.bits()),
        new PurgeSession(session(), participant()),
        new AcknowledgeMessages(session(), participant(), gen.bits(), gen.bits(), gen.chance(50)),
        new CreateChannel(participant(), channelName(), gen.bits(), gen.bits()),
        new InviteToChannel(channelId(), participant(), participant(), gen.bits()),
        new JoinChannel(channelId(), participant(), transactionId()),
        new RemoveChannelMember(channelId(), participant(), participant(), transactionId()),
        new ChangeChannelRole(
            channelId(), participant(), participant(), transactionId(), role(), gen.bits()),
        new GiveChannelKey(
            channelId(),
            participant(),
            generation(),
            gen.list(4, this::channelKeyEntry),
            gen.bytes(gen.integer(0, 9))),
        new SendChannelMessage(
            channelId(), participant(), generation(), gen.bytes(gen.integer(0, 300))),
        new DeleteChannelMessage(channelId(), participant(), gen.bits()),
        new CloseChannel(channelId(), participant()));
  }

  private ChannelId channelId() {
    return new ChannelId(gen.bytes(32));
  }

  private ChannelName channelName() {
    return new ChannelName("c" + gen.text(3).replaceAll("\\p{Cc}", "-"));
  }

  private ChannelRole role() {
    return gen.pick(List.of(ChannelRole.values()));
  }

  private int generation() {
    return gen.integer(0, Integer.MAX_VALUE - 1);
  }

  private ChannelKeyEntry channelKeyEntry() {
    return new ChannelKeyEntry(participant(), gen.bytes(gen.integer(0, 60)));
  }

  private Channel channel() {
    int current = gen.integer(0, 9);
    int missing = gen.integer(0, 3);
    return new Channel(
        channelName(),
        participant(),
        gen.positive(),
        gen.positive(),
        gen.integer(0, 1_000),
        gen.integer(0, 1_000),
        gen.positive(),
        new ChannelGenerations(
            current, current + gen.integer(missing == 0 ? 0 : 1, 3), missing, gen.chance(50)));
  }

  private ChannelRecord channelRecord() {
    return gen.chance(50)
        ? new ChannelRecord.Invitation(channelId(), participant(), gen.positive())
        : new ChannelRecord.Message(channelId(), gen.positive());
  }

  private ParticipantChannel participantChannel() {
    return new ParticipantChannel(
        participant(), gen.pick(List.of(ParticipantChannel.Relation.values())), channelId());
  }

  private WrappedKey wrappedKey() {
    return new WrappedKey(
        participant(), gen.bytes(gen.integer(0, 40)), gen.bytes(gen.integer(0, 60)));
  }

  SignedTransaction signed() {
    Bytes signature = gen.bytes(gen.chance(50) ? MlDsaPublicKey.SIGNATURE_BYTES : 0);
    return new SignedTransaction(gen.pick(transactions().toList()), signature);
  }

  BlockHeader header() {
    return new BlockHeader(
        new BlockId(gen.bytes(32)),
        gen.positive(),
        gen.positive(),
        gen.integer(0, Integer.MAX_VALUE - 1),
        gen.bytes(32),
        gen.bytes(32));
  }

  private ParticipantSet set() {
    return new ParticipantSet(gen.bits(), gen.bits());
  }

  /** Keys of every column, by its number. */
  Map<Integer, Supplier<?>> keysOfColumns() {
    return Map.ofEntries(
        Map.entry(1, () -> gen.pick(List.of(MetaKey.values()))),
        Map.entry(2, gen::positive),
        Map.entry(3, () -> new BlockId(gen.bytes(32))),
        Map.entry(4, this::location),
        Map.entry(5, this::transactionId),
        Map.entry(6, this::participant),
        Map.entry(7, this::participant),
        Map.entry(8, this::session),
        Map.entry(9, this::session),
        Map.entry(10, () -> new SessionKeyIndex(session(), gen.integer(0, 65_535))),
        Map.entry(11, () -> new MessageKey(session(), gen.positive())),
        Map.entry(12, () -> new ParticipantSession(participant(), gen.positive(), session())),
        Map.entry(
            13,
            () ->
                new Expiry(gen.positive(), gen.pick(List.of(Expiry.Kind.values())), gen.bytes(32))),
        Map.entry(14, () -> Bytes.EMPTY),
        Map.entry(15, gen::positive),
        Map.entry(16, () -> new PayloadDeletion(gen.positive(), location())),
        Map.entry(17, this::handle),
        Map.entry(18, this::incarnationId),
        Map.entry(19, () -> new OwnerHandle(participant(), handle())),
        Map.entry(20, this::incarnationId),
        Map.entry(21, this::pair),
        Map.entry(22, () -> new ChatKey(incarnationId(), gen.positive(), incarnationId())),
        Map.entry(23, () -> new KeyGenerationKey(session(), gen.integer(0, 1_024))),
        Map.entry(24, () -> new ReceiptKey(session(), gen.integer(0, 65_535))),
        Map.entry(25, this::location),
        Map.entry(26, this::channelId),
        Map.entry(27, () -> new ChannelMemberKey(channelId(), participant())),
        Map.entry(28, this::participantChannel),
        Map.entry(29, () -> new ChannelMemberKey(channelId(), participant())),
        Map.entry(30, () -> new ChannelKeyKey(channelId(), participant(), generation())),
        Map.entry(31, () -> new ChannelMessageKey(channelId(), gen.positive())),
        Map.entry(32, this::transactionId),
        Map.entry(33, () -> new ChannelGenerationKey(channelId(), generation())));
  }

  /** Values of every column, by its number. */
  Map<Integer, Supplier<?>> valuesOfColumns() {
    return Map.ofEntries(
        Map.entry(1, () -> gen.bytes(gen.integer(0, 40))),
        Map.entry(2, () -> BlockHeader.CODEC.encode(header())),
        Map.entry(3, gen::positive),
        Map.entry(4, () -> SignedTransaction.CODEC.encode(signed())),
        Map.entry(5, this::record),
        Map.entry(6, this::keys),
        Map.entry(7, () -> new IdentityLease(gen.chance(50), gen.positive(), gen.positive())),
        Map.entry(8, this::sessionValue),
        Map.entry(9, this::head),
        Map.entry(10, () -> gen.bytes(gen.integer(0, 40))),
        Map.entry(11, this::message),
        Map.entry(12, () -> Columns.PRESENT),
        Map.entry(13, () -> Columns.PRESENT),
        Map.entry(
            14,
            () ->
                new Counters(
                    gen.positive(),
                    gen.positive(),
                    gen.positive(),
                    gen.positive(),
                    gen.positive(),
                    gen.chance(50) ? 0 : gen.positive())),
        Map.entry(15, () -> new RulesRow(gen.positive(), change())),
        Map.entry(16, this::location),
        Map.entry(17, this::incarnationId),
        Map.entry(
            18,
            () ->
                new Incarnation(
                    handle(),
                    participant(),
                    gen.positive(),
                    gen.positive(),
                    gen.chance(50),
                    gen.integer(0, 1_000))),
        Map.entry(19, this::incarnationId),
        Map.entry(20, () -> new Profile(transactionId(), gen.bits(), metadata(), metadata())),
        Map.entry(21, () -> new PairRecord(session(), gen.positive(), side(), side())),
        Map.entry(22, () -> Columns.PRESENT),
        Map.entry(
            23,
            () ->
                new SessionKeyGeneration(
                    transactionId(),
                    gen.integer(0, 99),
                    gen.positive(),
                    gen.list(4, () -> gen.bytes(gen.integer(0, 60))))),
        Map.entry(24, this::receipt),
        Map.entry(25, () -> Columns.PRESENT),
        Map.entry(26, this::channel),
        Map.entry(
            27,
            () ->
                new ChannelMember(
                    role(),
                    transactionId(),
                    gen.positive(),
                    transactionId(),
                    gen.bits(),
                    gen.integer(0, 1_024))),
        Map.entry(28, () -> Columns.PRESENT),
        Map.entry(29, () -> new ChannelInvitation(transactionId(), participant(), gen.positive())),
        Map.entry(30, () -> new ChannelKey(participant(), gen.bytes(gen.integer(0, 60)))),
        Map.entry(
            31,
            () -> new ChannelMessage(transactionId(), location(), gen.positive(), participant())),
        Map.entry(32, this::channelRecord),
        Map.entry(33, () -> new ChannelKeyOrigin(participant(), gen.bytes(gen.integer(0, 60)))));
  }

  /** New values of some rules, one at least. */
  RulesChange change() {
    SortedMap<Rule, Long> values = new TreeMap<>();
    for (Rule rule : gen.some(List.of(Rule.values()), gen.integer(1, Rule.values().length))) {
      values.put(rule, gen.number(rule.least(), rule.most()));
    }
    return new RulesChange(values);
  }

  private PayloadLocation location() {
    return new PayloadLocation(gen.positive(), gen.integer(0, Integer.MAX_VALUE - 1));
  }

  private TransactionRecord record() {
    return switch (gen.integer(0, 3)) {
      case 0 -> new TransactionRecord.Creation(session(), gen.positive());
      case 1 -> new TransactionRecord.Message(session(), gen.positive());
      case 2 -> new TransactionRecord.Establishment(session(), pair());
      default -> new TransactionRecord.Rotation(session(), gen.integer(1, 1_024));
    };
  }

  private Session sessionValue() {
    return new Session(
        gen.list(5, this::participant),
        gen.integer(0, 100),
        metadata(),
        transactionId(),
        gen.positive(),
        gen.positive(),
        gen.positive());
  }

  private SessionHead head() {
    return new SessionHead(
        gen.pick(List.of(SessionStatus.values())),
        gen.positive(),
        gen.positive(),
        gen.positive(),
        set(),
        set(),
        gen.positive(),
        gen.chance(50)
            ? HeadExtension.NONE
            : new HeadExtension(
                set(), gen.integer(0, 1_024), gen.chance(50), 1 + gen.positive() / 2));
  }

  private MessageRecord message() {
    return new MessageRecord(
        transactionId(),
        location(),
        gen.positive(),
        gen.chance(80) ? OptionalInt.of(gen.integer(0, 99)) : OptionalInt.empty());
  }

  private MessageReceipt receipt() {
    long delivered = gen.positive() >> 1;
    return new MessageReceipt(delivered, gen.number(0, delivered), gen.chance(50));
  }
}
