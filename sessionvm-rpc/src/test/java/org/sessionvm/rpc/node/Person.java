package org.sessionvm.rpc.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.ReadAuthentication;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;

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
    SendMessage message =
        new SendMessage(SessionId.fromCb58(session), id(), 0, Bytes.fromHex(ciphertext));
    return TestCaller.object()
        .put("sessionId", session)
        .put("sender", id().toCb58())
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
