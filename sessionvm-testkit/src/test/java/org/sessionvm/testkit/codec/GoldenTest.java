package org.sessionvm.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.BlockKind;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Metadata;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.property.Property;
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
import org.sessionvm.transaction.PreparedTransaction;
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

/**
 * Bytes that wallets and other nodes rely on, recorded. {@code -Dsessionvm.golden=write} records
 * them anew: the difference is a change of the protocol.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final ChainId CHAIN =
      new ChainId(Sha256.hash(Bytes.wrap("a chain".getBytes(StandardCharsets.US_ASCII))));
  private static final Blake2bHashing HASHING = new Blake2bHashing();
  private static final Identity ALICE = identity(1);
  private static final Identity BOB = identity(2);
  private static final long TIME = 1_767_225_600_000L;

  private static Identity identity(int number) {
    byte[] kemSeed = new byte[64];
    byte[] dsaSeed = new byte[32];
    kemSeed[0] = (byte) number;
    dsaSeed[0] = (byte) number;
    return Identity.fromSeeds(kemSeed, dsaSeed);
  }

  /** Every case: who signs and what. */
  private static Map<String, Case> cases() {
    CreateSession signed =
        new CreateSession(
            ALICE.participant(),
            List.of(ALICE.participant(), BOB.participant()),
            List.of(ALICE.keys().toBytes(), BOB.keys().kem().bytes()),
            Metadata.of(Map.of("topic", "grüße", "app", "demo")),
            TIME,
            7);
    SessionId session =
        signed.sessionId(
            ChainRules.DEFAULT,
            PreparedTransaction.of(CHAIN, HASHING, new SignedTransaction(signed, Bytes.EMPTY))
                .id());
    Map<String, Case> cases = new LinkedHashMap<>();
    cases.put("register-identity", new Case(new RegisterIdentity(ALICE.keys()), ALICE));
    cases.put("create-session", new Case(signed, ALICE));
    cases.put(
        "create-session-unsigned",
        new Case(
            new CreateSession(
                ParticipantId.NOBODY,
                List.of(BOB.participant()),
                List.of(BOB.keys().kem().bytes()),
                Metadata.NONE,
                TIME,
                -1),
            null));
    cases.put("accept-session", new Case(new AcceptSession(session, BOB.participant()), BOB));
    cases.put(
        "send-message",
        new Case(
            new SendMessage(session, ALICE.participant(), 0, Bytes.fromHex("0badcafe")), ALICE));
    cases.put("close-session", new Case(new CloseSession(session, BOB.participant()), BOB));
    IncarnationId handle = new IncarnationId(Sha256.hash(Bytes.fromHex("03")));
    IncarnationId other = new IncarnationId(Sha256.hash(Bytes.fromHex("04")));
    ParticipantId alice = ALICE.participant();
    cases.put(
        "register-handle",
        new Case(new RegisterHandle(new HandleName("alice_07"), alice, TIME), ALICE));
    cases.put("renounce-handle", new Case(new RenounceHandle(handle, alice), ALICE));
    cases.put(
        "update-profile",
        new Case(
            new UpdateProfile(
                handle,
                alice,
                TIME,
                Metadata.of(Map.of("name", "Alice", "bio", "grüße")),
                Metadata.of(Map.of("theme", "dark"))),
            ALICE));
    cases.put(
        "establish-session", new Case(new EstablishSession(handle, other, alice, TIME), ALICE));
    cases.put("block-session", new Case(new BlockSession(session, alice, true, TIME), ALICE));
    cases.put(
        "renew-session",
        new Case(new RenewSession(session, BOB.participant(), TIME + 2_592_000_000L), BOB));
    cases.put(
        "rotate-session-key",
        new Case(
            new RotateSessionKey(
                session,
                ALICE.participant(),
                List.of(
                    new WrappedKey(
                        ALICE.participant(), ALICE.keys().kem().bytes(), Bytes.fromHex("0a0b")),
                    new WrappedKey(
                        BOB.participant(), BOB.keys().kem().bytes(), Bytes.fromHex("0c0d0e")))),
            ALICE));
    cases.put(
        "delete-message", new Case(new DeleteMessage(session, ALICE.participant(), 3), ALICE));
    cases.put("purge-session", new Case(new PurgeSession(session, BOB.participant()), BOB));
    cases.put(
        "acknowledge-messages",
        new Case(new AcknowledgeMessages(session, BOB.participant(), 5, 3, true), BOB));
    addChannels(cases);
    return cases;
  }

  private static void addChannels(Map<String, Case> cases) {
    ParticipantId alice = ALICE.participant();
    ParticipantId bob = BOB.participant();
    ChannelId channel = new ChannelId(Sha256.hash(Bytes.fromHex("05")));
    TransactionId invitation = new TransactionId(Sha256.hash(Bytes.fromHex("06")));
    List<ChannelKeyEntry> entries =
        Stream.of(
                new ChannelKeyEntry(alice, Bytes.fromHex("0a0b")),
                new ChannelKeyEntry(bob, Bytes.fromHex("0c0d0e")))
            .sorted(Comparator.comparing(entry -> entry.member().bytes()))
            .toList();
    cases.put(
        "create-channel",
        new Case(new CreateChannel(alice, new ChannelName("grüße"), TIME, 9), ALICE));
    cases.put("invite-to-channel", new Case(new InviteToChannel(channel, alice, bob, TIME), ALICE));
    cases.put("join-channel", new Case(new JoinChannel(channel, bob, invitation), BOB));
    cases.put(
        "remove-channel-member",
        new Case(new RemoveChannelMember(channel, alice, bob, invitation), ALICE));
    cases.put(
        "change-channel-role",
        new Case(
            new ChangeChannelRole(channel, alice, bob, invitation, ChannelRole.ADMIN, TIME),
            ALICE));
    cases.put(
        "give-channel-key",
        new Case(new GiveChannelKey(channel, alice, 2, entries, Bytes.fromHex("feed")), ALICE));
    cases.put(
        "send-channel-message",
        new Case(new SendChannelMessage(channel, bob, 2, Bytes.fromHex("0badcafe")), BOB));
    cases.put("delete-channel-message", new Case(new DeleteChannelMessage(channel, bob, 3), BOB));
    cases.put("close-channel", new Case(new CloseChannel(channel, alice), ALICE));
  }

  private record Case(Transaction transaction, @Nullable Identity signer) {}

  @TestFactory
  Stream<DynamicTest> transactionsHaveTheirRecordedBytes() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String name, Case given) {
    Path file = GOLDEN.resolve("transaction").resolve(name + ".hex");
    if (isWriting()) {
      write(file, given);
    }
    Map<String, Bytes> recorded = read(file);
    Bytes signature = recorded.getOrDefault("signature", Bytes.EMPTY);
    PreparedTransaction prepared =
        PreparedTransaction.of(CHAIN, HASHING, new SignedTransaction(given.transaction, signature));

    assertThat(prepared.signingBytes()).isEqualTo(recorded.get("signing-bytes"));
    assertThat(prepared.id().bytes()).isEqualTo(recorded.get("id"));
    assertThat(prepared.encoded()).isEqualTo(recorded.get("encoded"));
    assertThat(SignedTransaction.CODEC.decode(prepared.encoded())).isEqualTo(prepared.signed());
    assertThat(SigningBytes.of(CHAIN.bytes(), given.transaction))
        .isEqualTo(prepared.signingBytes());
    if (given.signer != null) {
      MlDsaVerifier verifier = new MlDsaVerifier(new BouncyCastleProvider());
      assertThat(verifier.verify(given.signer.keys().dsa(), prepared.signingBytes(), signature))
          .isTrue();
    }
    if (given.transaction instanceof CreateSession creation) {
      assertThat(creation.sessionId(ChainRules.DEFAULT, prepared.id()).bytes())
          .isEqualTo(recorded.get("session-id"));
    }
  }

  /** Signatures are hedged, so that of before stays where it still is one. */
  private static Bytes signature(Path file, Case given) {
    if (given.signer == null) {
      return Bytes.EMPTY;
    }
    Bytes message = PreparedTransaction.signingBytes(CHAIN, given.transaction);
    if (Files.exists(file)
        && message.equals(read(file).getOrDefault("signing-bytes", Bytes.EMPTY))) {
      return read(file).getOrDefault("signature", Bytes.EMPTY);
    }
    return given.signer.sign(message);
  }

  private static void write(Path file, Case given) {
    Bytes signature = signature(file, given);
    PreparedTransaction prepared =
        PreparedTransaction.of(CHAIN, HASHING, new SignedTransaction(given.transaction, signature));
    Map<String, Bytes> lines = new LinkedHashMap<>();
    lines.put("chain-id", CHAIN.bytes());
    lines.put("signing-bytes", prepared.signingBytes());
    lines.put("id", prepared.id().bytes());
    if (given.transaction instanceof CreateSession creation) {
      lines.put("session-id", creation.sessionId(ChainRules.DEFAULT, prepared.id()).bytes());
    }
    lines.put("signature", signature);
    lines.put("encoded", prepared.encoded());
    write(file, lines);
  }

  @Test
  void blockHasItsRecordedBytes() {
    Path file = GOLDEN.resolve("block").resolve("one-message.hex");
    Map<String, Bytes> transaction =
        read(GOLDEN.resolve("transaction").resolve("send-message.hex"));
    Bytes encoded = transaction.getOrDefault("encoded", Bytes.EMPTY);
    PreparedTransaction prepared =
        PreparedTransaction.of(CHAIN, HASHING, SignedTransaction.CODEC.decode(encoded));
    Bytes stateHash = Sha256.hash(Bytes.fromHex("02"));
    Block block =
        Block.of(
            new BlockHeader(
                new BlockId(Sha256.hash(Bytes.fromHex("01"))),
                3,
                TIME + 5,
                1,
                new BlockBody(List.of(encoded)).hash(),
                stateHash),
            List.of(prepared));
    if (isWriting()) {
      write(file, Map.of("encoded", block.encode(), "id", block.id().bytes()));
    }
    Map<String, Bytes> recorded = read(file);

    assertThat(block.encode()).isEqualTo(recorded.get("encoded"));
    assertThat(block.id().bytes()).isEqualTo(recorded.get("id"));
    assertThat(Sha256.hash(block.encode().slice(0, BlockHeader.BYTES)))
        .isEqualTo(recorded.get("id"));
    assertThat(Block.decode(CHAIN, HASHING, block.encode())).isEqualTo(block);
  }

  @Test
  void rulesBlockHasItsRecordedBytes() {
    Path file = GOLDEN.resolve("block").resolve("rules.hex");
    RulesChange change =
        new RulesChange(new TreeMap<>(Map.of(Rule.SESSION_TTL, 3_600L, Rule.MAX_MESSAGES, 500L)));
    Block block =
        Block.ofRules(
            new BlockHeader(
                BlockKind.RULES,
                new BlockId(Sha256.hash(Bytes.fromHex("01"))),
                3,
                TIME + 5,
                0,
                Block.rulesHash(change),
                Sha256.hash(Bytes.fromHex("02"))),
            change);
    if (isWriting()) {
      write(file, Map.of("encoded", block.encode(), "id", block.id().bytes()));
    }
    Map<String, Bytes> recorded = read(file);

    assertThat(block.encode()).isEqualTo(recorded.get("encoded"));
    assertThat(block.id().bytes()).isEqualTo(recorded.get("id"));
    assertThat(Block.decode(CHAIN, HASHING, block.encode())).isEqualTo(block);
    // The body once more, by the words of the document: names in order, each with eight bytes.
    assertThat(block.encode().slice(BlockHeader.BYTES, block.encode().size()))
        .isEqualTo(
            Bytes.fromHex(
                "00000002"
                    + "0000000b"
                    + Bytes.wrap("maxMessages".getBytes(StandardCharsets.US_ASCII)).toHex()
                    + "00000000000001f4"
                    + "0000000a"
                    + Bytes.wrap("sessionTTL".getBytes(StandardCharsets.US_ASCII)).toHex()
                    + "0000000000000e10"));
  }

  @Test
  void everyTypeOfTransactionIsRecorded() {
    assertThat(
            cases().values().stream()
                .<Class<?>>map(given -> given.transaction.getClass())
                .distinct())
        .containsExactlyInAnyOrder(Transaction.class.getPermittedSubclasses());
  }

  @Test
  void signingBytesAreWhatTheDocumentSays() {
    Property.check(
        300,
        gen -> {
          Bytes chain = gen.bytes(32);
          for (Transaction transaction : new Values(gen).transactions().toList()) {
            assertThat(PreparedTransaction.signingBytes(new ChainId(chain), transaction))
                .isEqualTo(SigningBytes.of(chain, transaction));
          }
        });
  }

  @Test
  void signingBytesOfTwoTransactionsOrChainsDiffer() {
    Gen gen = new Gen(3);
    Values values = new Values(gen);
    for (Transaction one : values.transactions().toList()) {
      for (Transaction other : values.transactions().toList()) {
        assertThat(SigningBytes.of(gen.bytes(32), one))
            .isNotEqualTo(PreparedTransaction.signingBytes(CHAIN, other));
      }
    }
  }

  private static boolean isWriting() {
    return "write".equals(System.getProperty("sessionvm.golden"));
  }

  private static Map<String, Bytes> read(Path file) {
    Properties lines = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Bytes> values = new LinkedHashMap<>();
    lines
        .stringPropertyNames()
        .forEach(name -> values.put(name, Bytes.fromHex(lines.getProperty(name))));
    return values;
  }

  private static void write(Path file, Map<String, Bytes> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, bytes) -> text.append(name).append(" = ").append(bytes.toHex()).append('\n'));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
