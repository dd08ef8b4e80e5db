package org.sessionvm.rpc.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.ReadAuthentication;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;
import org.sessionvm.transaction.WrappedKey;

/** Somebody with an identity, who signs what a node is asked. */
public record Person(Identity identity, TestNode node) {
  /** A new one. */
  public static Person of(TestNode node) {
    return new Person(Identity.generate(), node);
  }

  public ParticipantId id() {
    return identity.participant();
  }

  /** Both keys in hex. */
  public String keys() {
    return identity.keys().toBytes().toHex();
  }

  /** A signature of a transaction of the node's chain, in hex. */
  public String sign(Transaction transaction) {
    return identity
        .sign(PreparedTransaction.signingBytes(node.vm().chainId(), transaction))
        .toHex();
  }

  /** Parameters of a signed creation with others. */
  public ObjectNode create(Person... others) {
    return create(7, Map.of(), others);
  }

  /** Parameters of a signed creation with others. */
  public ObjectNode create(long nonce, Map<String, String> metadata, Person... others) {
    List<Person> all = Stream.concat(Stream.of(this), Arrays.stream(others)).toList();
    long now = node.time().currentMillis();
    CreateSession creation =
        new CreateSession(
            id(),
            all.stream().map(Person::id).toList(),
            all.stream().map(person -> person.identity.keys().toBytes()).toList(),
            Metadata.of(metadata),
            now,
            nonce);
    ObjectNode params = unsigned(all, metadata);
    return params
        .put("creator", id().toCb58())
        .put("timestamp", now)
        .put("nonce", nonce)
        .put("signature", sign(creation));
  }

  /** Parameters of a creation that nobody signs. */
  public static ObjectNode unsigned(List<Person> people, Map<String, String> metadata) {
    ObjectNode params = TestCaller.object();
    people.forEach(person -> params.withArray("participants").add(person.id().toCb58()));
    people.forEach(person -> params.withArray("publicKeys").add(person.keys()));
    if (!metadata.isEmpty()) {
      ObjectNode entries = params.putObject("metadata");
      metadata.forEach(entries::put);
    }
    return params;
  }

  /** Parameters of a message. */
  public ObjectNode send(String session, String ciphertext) {
    return send(session, 0, ciphertext);
  }

  /** Parameters of a message under a key of the session. */
  public ObjectNode send(String session, long generation, String ciphertext) {
    SendMessage message =
        new SendMessage(SessionId.fromCb58(session), id(), generation, Bytes.fromHex(ciphertext));
    return TestCaller.object()
        .put("sessionId", session)
        .put("sender", id().toCb58())
        .put("keyGeneration", generation)
        .put("ciphertext", ciphertext)
        .put("signature", sign(message));
  }

  /** Parameters of an acceptance. */
  public ObjectNode accept(String session) {
    return participation(session, sign(new AcceptSession(SessionId.fromCb58(session), id())));
  }

  /** Parameters of a closing. */
  public ObjectNode close(String session) {
    return participation(session, sign(new CloseSession(SessionId.fromCb58(session), id())));
  }

  /** Parameters of a renewal. */
  public ObjectNode renew(String session, long expiresMillis) {
    return participation(
            session, sign(new RenewSession(SessionId.fromCb58(session), id(), expiresMillis)))
        .put("expires", expiresMillis);
  }

  /** Parameters of a purge. */
  public ObjectNode purge(String session) {
    return participation(session, sign(new PurgeSession(SessionId.fromCb58(session), id())));
  }

  /** Parameters of the deletion of a message. */
  public ObjectNode delete(String session, long sequence) {
    DeleteMessage deletion = new DeleteMessage(SessionId.fromCb58(session), id(), sequence);
    return TestCaller.object()
        .put("sessionId", session)
        .put("sender", id().toCb58())
        .put("sequence", sequence)
        .put("signature", sign(deletion));
  }

  /** Parameters of a new key for these participants, the wrapped ones made up. */
  public ObjectNode rotate(String session, Person... participants) {
    return rotate(session, _ -> Bytes.fromHex("c0de"), participants);
  }

  /** As above, with wrapped keys by their place. */
  public ObjectNode rotate(String session, IntFunction<Bytes> wrapped, Person... participants) {
    List<WrappedKey> entries =
        IntStream.range(0, participants.length)
            .mapToObj(
                i ->
                    new WrappedKey(
                        participants[i].id(),
                        participants[i].identity.keys().kem().bytes(),
                        wrapped.apply(i)))
            .toList();
    ObjectNode params =
        participation(
            session, sign(new RotateSessionKey(SessionId.fromCb58(session), id(), entries)));
    ArrayNode list = params.putArray("entries");
    entries.forEach(
        entry ->
            list.addObject()
                .put("participant", entry.participant().toCb58())
                .put("publicKey", entry.publicKey().toHex())
                .put("wrappedKey", entry.wrappedKey().toHex()));
    return params;
  }

  /** Parameters of an acknowledgement. */
  public ObjectNode acknowledge(String session, long delivered, long read, boolean keepsPrivate) {
    AcknowledgeMessages acknowledgement =
        new AcknowledgeMessages(SessionId.fromCb58(session), id(), delivered, read, keepsPrivate);
    return participation(session, sign(acknowledgement))
        .put("delivered", delivered)
        .put("read", read)
        .put("keepsPrivate", keepsPrivate);
  }

  private ObjectNode participation(String session, String signature) {
    return TestCaller.object()
        .put("sessionId", session)
        .put("participant", id().toCb58())
        .put("signature", signature);
  }

  /** Parameters of a registration. */
  public ObjectNode register() {
    return TestCaller.object()
        .put("kemPublicKey", identity.keys().kem().bytes().toHex())
        .put("dsaPublicKey", identity.keys().dsa().bytes().toHex())
        .put("signature", sign(new RegisterIdentity(identity.keys())));
  }

  /** Parameters of a registration of a handle. */
  public ObjectNode registerHandle(String name, String normalized) {
    long now = node.time().currentMillis();
    return TestCaller.object()
        .put("name", name)
        .put("owner", id().toCb58())
        .put("timestamp", now)
        .put("signature", sign(new RegisterHandle(new HandleName(normalized), id(), now)));
  }

  /** Parameters of a renunciation. */
  public ObjectNode renounceHandle(String name, String incarnation) {
    RenounceHandle renounce = new RenounceHandle(IncarnationId.fromCb58(incarnation), id());
    return TestCaller.object()
        .put("handle", name)
        .put("incarnation", incarnation)
        .put("owner", id().toCb58())
        .put("signature", sign(renounce));
  }

  /** Parameters of a new profile. */
  public ObjectNode updateProfile(
      String name, String incarnation, Map<String, String> profile, Map<String, String> env) {
    long now = node.time().currentMillis();
    UpdateProfile update =
        new UpdateProfile(
            IncarnationId.fromCb58(incarnation), id(), now, Metadata.of(profile), Metadata.of(env));
    ObjectNode params =
        TestCaller.object()
            .put("handle", name)
            .put("owner", id().toCb58())
            .put("timestamp", now)
            .put("signature", sign(update));
    ObjectNode fields = params.putObject("profile");
    profile.forEach(fields::put);
    ObjectNode environment = params.putObject("env");
    env.forEach(environment::put);
    return params;
  }

  /** Parameters of a session between two handles. */
  public ObjectNode establish(String one, String oneId, String other, String otherId) {
    long now = node.time().currentMillis();
    EstablishSession establish =
        new EstablishSession(
            IncarnationId.fromCb58(oneId), IncarnationId.fromCb58(otherId), id(), now);
    return TestCaller.object()
        .put("handleA", one)
        .put("handleB", other)
        .put("caller", id().toCb58())
        .put("timestamp", now)
        .put("signature", sign(establish));
  }

  /** Parameters of a block, or of its end. */
  public ObjectNode block(String session, boolean blocked) {
    long now = node.time().currentMillis();
    BlockSession block = new BlockSession(SessionId.fromCb58(session), id(), blocked, now);
    return TestCaller.object()
        .put("sessionId", session)
        .put("participant", id().toCb58())
        .put("blocked", blocked)
        .put("timestamp", now)
        .put("signature", sign(block));
  }

  /** Parameters of an authentication at a moment. */
  public ObjectNode authenticate(long timestampMillis) {
    Bytes signed = ReadAuthentication.signingBytes(node.vm().chainId(), id(), timestampMillis);
    return TestCaller.object()
        .put("participant", id().toCb58())
        .put("timestamp", timestampMillis)
        .put("signature", identity.sign(signed).toHex());
  }

  /** A caller with a token; the node must know this identity. */
  public TestCaller login() {
    TestCaller caller = node.caller();
    JsonNode result =
        caller.result("sessionvm.Authenticate", authenticate(node.time().currentMillis()));
    return caller.withToken(result.get("token").textValue());
  }
}
