package org.sessionvm.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;
import org.sessionvm.transaction.WrappedKey;
import org.sessionvm.vm.SessionVm;

/** Random transactions of a few people, most of them well, the others wrong in every known way. */
final class Commands {
  private static final List<TestIdentity> PEOPLE =
      IntStream.range(0, 6).mapToObj(FakeCrypto::identity).toList();

  /** Those that are registered. */
  static final List<HandleName> NAMES = Stream.of("a", "b", "c_1").map(HandleName::new).toList();

  private static final long WINDOW = 600_000;

  private final Gen gen;
  private final SessionVm vm;
  private final List<Target> sessions = new ArrayList<>();
  private final List<Target> established = new ArrayList<>();
  private final List<Named> handles = new ArrayList<>();
  private final List<Command> past = new ArrayList<>();
  private final ChannelCommands channels;
  private final int inChannels;

  /** A transaction and what the generator knows of its signature. */
  record Command(PreparedTransaction transaction, Signature signature) {}

  private record Target(SessionId session, List<TestIdentity> participants, CreateSession made) {}

  private record Named(IncarnationId handle, TestIdentity owner) {}

  Commands(Gen gen, SessionVm vm, ChannelModel channels, int inChannels) {
    this.inChannels = inChannels;
    this.gen = gen;
    this.vm = vm;
    this.channels = new ChannelCommands(gen, channels);
  }

  /** Those whom any command may name. */
  static List<TestIdentity> people() {
    return PEOPLE;
  }

  /** A session that later commands may go to. */
  void learn(SessionId session, CreateSession creation) {
    List<TestIdentity> participants =
        PEOPLE.stream()
            .filter(person -> creation.participants().contains(person.participant()))
            .toList();
    sessions.add(new Target(session, participants, creation));
  }

  Command next(long now) {
    if (!past.isEmpty() && gen.chance(15)) {
      return gen.pick(past);
    }
    int kind = gen.integer(0, 99);
    if (inChannels > 0 && gen.chance(inChannels)) {
      ChannelCommands.Unsigned unsigned = channels.next(now, timestamp(now));
      past.add(sign(unsigned.transaction(), unsigned.signer()));
      return past.getLast();
    }
    Command command =
        gen.chance(12)
            ? handles(gen.pick(PEOPLE), now)
            : kind < 25 || sessions.isEmpty()
                ? outside(gen.pick(PEOPLE), kind, now)
                : inside(kind, now);
    past.add(command);
    return command;
  }

  /** A handle that later commands may name. */
  void learn(IncarnationId handle, ParticipantId owner) {
    handles.add(new Named(handle, person(owner)));
  }

  /**
   * A session between handles that later commands may go to.
   *
   * @param like what a creation of it would say
   */
  void learnEstablished(SessionId session, CreateSession like) {
    learn(session, like);
    established.add(sessions.getLast());
  }

  private static TestIdentity person(ParticipantId id) {
    return PEOPLE.stream().filter(one -> one.participant().equals(id)).findFirst().orElseThrow();
  }

  private Command handles(TestIdentity stranger, long now) {
    int kind = gen.integer(0, 99);
    if (kind < 30 || handles.size() < 2) {
      HandleName name = gen.pick(NAMES);
      return sign(new RegisterHandle(name, stranger.participant(), timestamp(now)), stranger);
    }
    // Mostly those of late: the others are given up or forgotten.
    int from = gen.chance(90) ? Math.max(0, handles.size() - 4) : 0;
    Named one = gen.pick(handles.subList(from, handles.size()));
    Named other = gen.pick(handles.subList(from, handles.size()));
    TestIdentity signer = gen.chance(90) ? one.owner() : stranger;
    ParticipantId who = signer.participant();
    if (kind < 40) {
      return sign(new RenounceHandle(one.handle(), who), signer);
    }
    if (kind < 50) {
      return sign(
          new UpdateProfile(one.handle(), who, timestamp(now), metadata(), metadata()), signer);
    }
    if (kind < 80 || established.isEmpty()) {
      return sign(new EstablishSession(one.handle(), other.handle(), who, timestamp(now)), signer);
    }
    Target target =
        gen.chance(95)
            ? established.getLast()
            : new Target(new SessionId(gen.bytes(32)), PEOPLE, established.getLast().made());
    TestIdentity blocker = gen.pick(gen.chance(90) ? target.participants() : PEOPLE);
    return sign(
        new BlockSession(target.session(), blocker.participant(), gen.chance(60), timestamp(now)),
        blocker);
  }

  private Command outside(TestIdentity signer, int kind, long now) {
    return kind < 6
        ? sign(new RegisterIdentity(signer.keys()), signer)
        : sign(creation(signer, now), signer);
  }

  private Command inside(int kind, long now) {
    // Mostly one of the last few, or limits would never be reached.
    int from = gen.chance(90) ? Math.max(0, sessions.size() - 2) : 0;
    Target target = gen.pick(sessions.subList(from, sessions.size()));
    TestIdentity signer = gen.pick(gen.chance(90) ? target.participants() : PEOPLE);
    SessionId session = gen.chance(97) ? target.session() : new SessionId(gen.bytes(32));
    ParticipantId who = signer.participant();
    if (kind < 33) {
      return sign(new AcceptSession(session, who), signer);
    }
    if (kind < 36) {
      return sign(new CloseSession(session, who), signer);
    }
    if (kind < 46) {
      long delivered = gen.chance(3) ? gen.bits() : gen.integer(0, 6);
      long read = gen.chance(5) ? gen.bits() : gen.integer(0, Math.clamp(delivered, 0, 6));
      return sign(new AcknowledgeMessages(session, who, delivered, read, gen.chance(30)), signer);
    }
    if (kind < 56) {
      return sign(keeping(kind, target, session, who, now), signer);
    }
    int generation = gen.chance(20) ? gen.integer(1, gen.chance(90) ? 2 : 9) : 0;
    return sign(new SendMessage(session, who, generation, ciphertext()), signer);
  }

  private Transaction keeping(
      int kind, Target target, SessionId session, ParticipantId who, long now) {
    return switch (kind) {
      case 46, 47 -> new RenewSession(session, who, renewed(now));
      case 48, 49, 50 -> new RotateSessionKey(session, who, entries(target.made()));
      case 51, 52, 53 ->
          new DeleteMessage(session, who, gen.chance(3) ? gen.bits() : gen.integer(0, 4));
      default -> new PurgeSession(session, who);
    };
  }

  private long renewed(long now) {
    return gen.chance(5) ? gen.bits() : now + 1_000L * gen.integer(0, 5_400);
  }

  private List<WrappedKey> entries(CreateSession made) {
    List<WrappedKey> entries = new ArrayList<>();
    for (int i = 0; i < made.participants().size(); i++) {
      Bytes named = i < made.publicKeys().size() ? made.publicKeys().get(i) : Bytes.EMPTY;
      Bytes key = named.size() >= 1_184 ? named.slice(0, 1_184) : named;
      entries.add(
          new WrappedKey(
              made.participants().get(i), key, gen.bytes(gen.integer(gen.chance(3) ? 0 : 1, 9))));
    }
    if (gen.chance(5) && !entries.isEmpty()) {
      entries.removeLast();
    }
    if (gen.chance(5) && !entries.isEmpty()) {
      TestIdentity other = gen.pick(PEOPLE);
      entries.set(0, new WrappedKey(other.participant(), other.kemKey(), gen.bytes(3)));
    }
    return entries;
  }

  private Bytes ciphertext() {
    return gen.bytes(gen.chance(5) ? gen.integer(299, 302) : gen.integer(0, 200));
  }

  private CreateSession creation(TestIdentity signer, long now) {
    List<TestIdentity> others =
        gen.some(PEOPLE, gen.integer(gen.chance(5) ? 0 : 1, gen.chance(10) ? 4 : 3));
    List<ParticipantId> participants = new ArrayList<>();
    List<Bytes> entries = new ArrayList<>();
    if (gen.chance(90) && !others.isEmpty() && !others.contains(signer)) {
      others.set(0, signer);
    }
    for (TestIdentity other : others) {
      participants.add(other.participant());
      entries.add(entry(other));
    }
    if (gen.chance(2) && !participants.isEmpty()) {
      participants.add(gen.chance(50) ? participants.getFirst() : ParticipantId.NOBODY);
      entries.add(entry(signer));
    }
    if (gen.chance(2)) {
      entries.add(entry(signer));
    }
    ParticipantId creator = gen.chance(70) ? signer.participant() : ParticipantId.NOBODY;
    return new CreateSession(
        creator, participants, entries, metadata(), timestamp(now), gen.bits());
  }

  private Bytes entry(TestIdentity of) {
    int kind = gen.integer(0, 99);
    if (kind < 55) {
      return of.fullKeys();
    }
    if (kind < 92) {
      return of.kemKey();
    }
    return switch (gen.integer(0, 4)) {
      case 0 -> gen.pick(PEOPLE).kemKey();
      case 1 -> gen.pick(PEOPLE).fullKeys();
      case 2 -> gen.bytes(gen.integer(0, 40));
      // Not an encapsulation key, with another's signing key behind it or nothing.
      case 3 -> gen.bytes(IdentityKeys.BYTES);
      default -> of.kemKey().concat(gen.bytes(MlDsaPublicKey.BYTES));
    };
  }

  private Metadata metadata() {
    return gen.chance(80)
        ? Metadata.NONE
        : Metadata.of(Map.of("topic", gen.text(8), gen.text(3) + "x", gen.text(4)));
  }

  private long timestamp(long now) {
    return switch (gen.integer(0, 19)) {
      case 0 -> now - WINDOW - gen.integer(-1, 1);
      case 1 -> now + WINDOW + gen.integer(-1, 1);
      case 2 -> gen.bits();
      default -> now + gen.number(-WINDOW, WINDOW);
    };
  }

  private Command sign(Transaction transaction, TestIdentity signer) {
    boolean unsigned =
        transaction instanceof CreateSession create
            && create.creator().equals(ParticipantId.NOBODY);
    Signature kind =
        gen.chance(90)
            ? (unsigned ? Signature.MISSING : Signature.GOOD)
            : gen.pick(List.of(Signature.values()));
    Bytes message = PreparedTransaction.signingBytes(vm.chainId(), transaction);
    MlDsaPublicKey key = signer.keys().dsa();
    Bytes signature =
        switch (kind) {
          case GOOD -> FakeCrypto.sign(key, message, gen.integer(0, 1));
          case MISSING -> Bytes.EMPTY;
          case SHORT -> FakeCrypto.sign(key, message, 0).slice(0, gen.integer(1, 3308));
          case WRONG -> FakeCrypto.sign(key, message.concat(Bytes.fromHex("00")), 0);
        };
    return new Command(vm.prepare(new SignedTransaction(transaction, signature)), kind);
  }
}
