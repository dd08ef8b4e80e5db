package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.WrappedKey;
import org.sessionvm.vm.Message;
import org.sessionvm.vm.MessagePage;

/**
 * Calls of a node. Any thread may use it. Every call throws {@link ClientException}, and is
 * repeated until the deadline of the settings where that can help: a write is signed once and the
 * same bytes are sent each time, so it happens once.
 *
 * <p>Ids are computed here and compared with the node's. Bearer tokens for reading are got and
 * renewed as needed. They and everything else but message contents travel in the clear over {@code
 * http://}: use {@code https://} for a node that is not on this machine.
 */
public final class SessionClient implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ClientSettings settings;
  private final JsonRpcConnection connection;
  private final NodeClock clock;
  private final Authentications authentications;
  private final Hashing hashing = new Blake2bHashing();
  private volatile @Nullable NodeDescription node;

  SessionClient(URI node, ClientSettings settings, Clock clock, RetryClock retryClock) {
    this.settings = settings;
    this.connection = new JsonRpcConnection(NodeAddress.of(node), settings, retryClock);
    this.clock = new NodeClock(clock);
    this.authentications = new Authentications(connection, this.clock);
  }

  /**
   * A client of the node at an address. Nothing is sent yet.
   *
   * @param node a base such as {@code http://127.0.0.1:9652}, whose {@code /rpc} is called, or the
   *     whole path of a chain, such as {@code http://127.0.0.1:9650/ext/bc/…/rpc}
   * @throws IllegalArgumentException when the address is none of a node
   */
  public static SessionClient connect(URI node, ClientSettings settings) {
    return new SessionClient(node, settings, Clock.systemUTC(), RetryClock.SYSTEM);
  }

  /** {@code Info}, asked anew; refuses another chain than that of the settings. */
  public NodeDescription info() {
    NodeDescription answered = Answers.description(call("sessionvm.Info"));
    NodeDescription known = node;
    Optional<ChainId> expected =
        settings.chain().or(() -> Optional.ofNullable(known).map(NodeDescription::chainId));
    if (expected.isPresent() && !expected.get().equals(answered.chainId())) {
      throw new ClientException.ProtocolViolation(
          "the node is on the chain " + answered.chainId() + ", not on " + expected.get());
    }
    answered.serverTime().ifPresent(clock::correctIfFar);
    node = answered;
    return answered;
  }

  /** The chain that is signed for: asked for once. */
  public ChainId chainId() {
    return node().chainId();
  }

  /** {@code Health}. */
  public NodeHealth health() {
    return Answers.health(call("sessionvm.Health"));
  }

  /** {@code rpc.discover}: an OpenRPC document as JSON. */
  public String discover() {
    return call("rpc.discover").toString();
  }

  /** Signs a transaction for the node's chain, to {@link #submit} now or, unchanged, again. */
  public PreparedTransaction prepare(Identity signer, Transaction transaction) {
    Bytes signature = signer.sign(PreparedTransaction.signingBytes(chainId(), transaction));
    return PreparedTransaction.of(
        chainId(), hashing, new SignedTransaction(transaction, signature));
  }

  /**
   * Sends a signed transaction and waits until its block is on the node's disk. Sending it again
   * gives the same outcome.
   *
   * @throws ClientException.NotYetAccepted when that is not known at the deadline
   */
  public Outcome submit(PreparedTransaction transaction) {
    ObjectNode parameters = Requests.fill(connection.parameters(), transaction.signed());
    String method = Requests.method(transaction.transaction());
    JsonNode result = connection.call(method, parameters, Optional.empty());
    return Outcomes.read(result, transaction, node().idPrefix(), hashing);
  }

  /** {@code RegisterIdentity}: publishes the keys of {@code identity}. */
  public ParticipantId registerIdentity(Identity identity) {
    submit(prepare(identity, new RegisterIdentity(identity.keys())));
    return identity.participant();
  }

  /** {@code GetIdentity}: keys that prove themselves by the id's hash. */
  public IdentityKeys getIdentity(ParticipantId id) {
    IdentityKeys keys =
        Answers.keys(call("sessionvm.GetIdentity", connection.parameters().put("id", id.toCb58())));
    if (!keys.participant(hashing).equals(id)) {
      throw new ClientException.ProtocolViolation("the node answers with keys of somebody else");
    }
    return keys;
  }

  /**
   * {@code CreateSession}, signed by {@code creator}.
   *
   * @param participants the creator among them
   * @param publicKeys for each participant both keys or the ML-KEM-768 one
   */
  public CreatedSession createSession(
      Identity creator,
      List<ParticipantId> participants,
      List<Bytes> publicKeys,
      Map<String, String> metadata) {
    PreparedTransaction creation =
        prepare(
            creator,
            new CreateSession(
                creator.participant(),
                participants,
                publicKeys,
                Metadata.of(metadata),
                now().toEpochMilli(),
                RANDOM.nextLong()));
    Outcome.SessionCreated created = (Outcome.SessionCreated) submit(creation);
    return new CreatedSession(created.session(), Instant.ofEpochMilli(created.expiresMillis()));
  }

  /** {@code AcceptSession}; the session's status after it. */
  public SessionStatus acceptSession(Identity participant, SessionId session) {
    Transaction accept = new AcceptSession(session, participant.participant());
    return ((Outcome.SessionAccepted) submit(prepare(participant, accept))).status();
  }

  /** {@code GetSession}. */
  public SessionState getSession(SessionId session) {
    ObjectNode parameters = connection.parameters().put("sessionId", session.toCb58());
    SessionState state = Answers.session(call("sessionvm.GetSession", parameters).path("session"));
    if (!state.id().equals(session)) {
      throw new ClientException.ProtocolViolation("the node answers with another session");
    }
    if (!CreateSession.sessionId(node().idPrefix(), state.participants(), state.creation())
        .equals(session)) {
      throw new ClientException.ProtocolViolation(
          "the session's id is not one of its participants");
    }
    return state;
  }

  /**
   * {@code ListSessions}: the sessions of {@code reader}, newest first, without their keys, read as
   * they are used.
   */
  public Iterable<SessionState> listSessions(Identity reader) {
    return () -> new PageIterator<>(cursor -> sessionPage(reader, cursor));
  }

  /**
   * {@code SendMessage} with a ciphertext that is made already and is under no key of the session;
   * {@link SecureSession} makes it.
   */
  public SentMessage sendMessage(Identity sender, SessionId session, Bytes ciphertext) {
    return sendMessage(sender, session, 0, ciphertext);
  }

  /**
   * As above, under a key of the session.
   *
   * @param keyGeneration the key's number; 0 is none
   */
  public SentMessage sendMessage(
      Identity sender, SessionId session, int keyGeneration, Bytes ciphertext) {
    PreparedTransaction message =
        prepare(sender, new SendMessage(session, sender.participant(), keyGeneration, ciphertext));
    Outcome.MessageAccepted accepted = (Outcome.MessageAccepted) submit(message);
    return new SentMessage(message.id(), accepted.sequence());
  }

  /**
   * {@code GetMessages}: the messages of a session from a sequence on, read as they are used, as
   * the node tells them. {@link SecureSession#messages} verifies and decrypts.
   */
  public Iterable<Message> getMessages(Identity reader, SessionId session, long fromSequence) {
    return () -> messages(reader, session, fromSequence);
  }

  MessageIterator<Message> messages(Identity reader, SessionId session, long fromSequence) {
    return new MessageIterator<>(
        from -> told(messagePage(reader, session, from, MessageIterator.PAGE)), fromSequence);
  }

  private static ToldPage<Message> told(MessagePage page) {
    return new ToldPage<>(page.messages(), page.nextSequence());
  }

  /**
   * {@code QueryMessages}: the messages of a part of a session's history, read as they are used, as
   * the node tells them. {@link SecureSession#history} verifies and decrypts. A message out of the
   * range or its order is a {@link ClientException.ProtocolViolation}.
   */
  public Iterable<Message> queryMessages(Identity reader, SessionId session, HistoryRange range) {
    return () -> history(reader, session, range);
  }

  HistoryIterator history(Identity reader, SessionId session, HistoryRange range) {
    return new HistoryIterator(range, cursor -> historyPage(reader, session, range, cursor));
  }

  /** Messages as they come, as the node tells them. */
  <M> LiveFeed<M> listen(Identity reader, LiveFeed.Topic<M> topic) {
    return new LiveFeed<>(connection, tokens(reader), topic);
  }

  /** Where something is said of all that {@code reader} may read. */
  InboxFeed inbox(Identity reader) {
    return new InboxFeed(connection, tokens(reader), reader.participant());
  }

  private LiveFeed.Tokens tokens(Identity reader) {
    return new LiveFeed.Tokens() {
      @Override
      public <T> T with(Function<Optional<Token>, T> action) {
        return read(reader, action);
      }
    };
  }

  /** One page of {@code GetMessages}. */
  public MessagePage messagePage(Identity reader, SessionId session, long fromSequence, int limit) {
    ObjectNode parameters =
        connection
            .parameters()
            .put("sessionId", session.toCb58())
            .put("fromSequence", fromSequence)
            .put("limit", limit);
    return Answers.messages(read(reader, "sessionvm.GetMessages", parameters));
  }

  /** {@code GetMessage}: also one that waits for a block, which has no sequence yet. */
  public Message getMessage(Identity reader, TransactionId id) {
    ObjectNode parameters = connection.parameters().put("messageId", id.toCb58());
    JsonNode result = read(reader, "sessionvm.GetMessage", parameters);
    Message message = Answers.message(result.path("message"));
    if (!message.id().equals(id)) {
      throw new ClientException.ProtocolViolation("the node answers with another message");
    }
    return message;
  }

  /**
   * {@code Authenticate}: gets a new token, which this client keeps and uses. Other calls do so by
   * themselves.
   */
  public void authenticate(Identity reader) {
    authentications.renew(reader, chainId());
  }

  /**
   * {@code AcknowledgeMessages}: tells the others what has reached {@code participant} and what it
   * has read. Marks never go back, and saying less than before changes nothing.
   *
   * @param keepsPrivate whether the node is to show nobody else what was read
   */
  public void acknowledge(
      Identity participant, SessionId session, long delivered, long read, boolean keepsPrivate) {
    submit(
        prepare(
            participant,
            new AcknowledgeMessages(
                session, participant.participant(), delivered, read, keepsPrivate)));
  }

  /** {@code GetReceipts}: of each participant, in the session's order. */
  public List<MessageProgress> getReceipts(Identity reader, SessionId session) {
    ObjectNode parameters = connection.parameters().put("sessionId", session.toCb58());
    return Answers.receipts(read(reader, "sessionvm.GetReceipts", parameters));
  }

  /**
   * {@code RotateSessionKey}: gives the session a new key. {@link SecureSession#rotateKey} makes
   * the entries.
   *
   * @param entries one for each participant, in the session's order
   * @return its number, from 1
   */
  public int rotateSessionKey(Identity participant, SessionId session, List<WrappedKey> entries) {
    Transaction rotation = new RotateSessionKey(session, participant.participant(), entries);
    return ((Outcome.SessionKeyRotated) submit(prepare(participant, rotation))).generation();
  }

  /** {@code GetCurrentKeys}: the newest key of a session, if it has one. */
  public Optional<SessionKey> currentKeys(Identity reader, SessionId session) {
    ObjectNode parameters = connection.parameters().put("sessionId", session.toCb58());
    return KeyAnswers.newest(read(reader, "sessionvm.GetCurrentKeys", parameters));
  }

  /**
   * {@code GetKeyByGeneration}.
   *
   * @param generation the key's number, from 1
   * @throws ClientException.InvalidParameters when the session has no such key
   */
  public SessionKey keyByGeneration(Identity reader, SessionId session, int generation) {
    ObjectNode parameters =
        connection.parameters().put("sessionId", session.toCb58()).put("generation", generation);
    JsonNode result = read(reader, "sessionvm.GetKeyByGeneration", parameters);
    return KeyAnswers.numbered(new JsonFields(result), generation);
  }

  /** {@code DeleteMessage}: takes back, for everyone, what {@code sender} said at this place. */
  public void deleteMessage(Identity sender, SessionId session, long sequence) {
    submit(prepare(sender, new DeleteMessage(session, sender.participant(), sequence)));
  }

  /**
   * {@code RenewSession}: moves the end of a session on.
   *
   * @param expires not before the end that it has; whole milliseconds count
   * @return its end
   */
  public Instant renewSession(Identity participant, SessionId session, Instant expires) {
    Transaction renewal =
        new RenewSession(session, participant.participant(), expires.toEpochMilli());
    Outcome.SessionRenewed renewed = (Outcome.SessionRenewed) submit(prepare(participant, renewal));
    return Instant.ofEpochMilli(renewed.expiresMillis());
  }

  /** {@code PurgeSession}: deletes all that was said in a session that has ended. */
  public void purgeSession(Identity participant, SessionId session) {
    submit(prepare(participant, new PurgeSession(session, participant.participant())));
  }

  /** {@code CloseSession}, for all participants and for good. */
  public void closeSession(Identity participant, SessionId session) {
    submit(prepare(participant, new CloseSession(session, participant.participant())));
  }

  /** Handles: names that people are found by. */
  public HandleClient handles() {
    return new HandleClient(this);
  }

  /** Channels: places that others join and leave. */
  public ChannelClient channels() {
    return new ChannelClient(this);
  }

  /** An empty object to fill with parameters. */
  ObjectNode parameters() {
    return connection.parameters();
  }

  /** Drops the connections. What is under way fails. */
  @Override
  public void close() {
    connection.close();
  }

  private PageIterator.Page<SessionState> sessionPage(Identity reader, Optional<String> cursor) {
    return PageIterator.Page.of(
        cursor,
        connection.parameters().put("participant", reader.participant().toCb58()),
        parameters -> read(reader, "sessionvm.ListSessions", parameters),
        "sessions",
        Answers::session);
  }

  private HistoryIterator.Page historyPage(
      Identity reader, SessionId session, HistoryRange range, Optional<String> cursor) {
    ObjectNode parameters =
        connection
            .parameters()
            .put("sessionId", session.toCb58())
            .put("from", range.fromMillis())
            .put("until", range.untilMillis())
            .put("order", range.order().wireName())
            .put("limit", HistoryIterator.PAGE);
    cursor.ifPresent(place -> parameters.put("cursor", place));
    return Answers.history(read(reader, "sessionvm.QueryMessages", parameters));
  }

  JsonNode read(Identity reader, String method, ObjectNode parameters) {
    return read(reader, token -> connection.call(method, parameters, token));
  }

  private <T> T read(Identity reader, Function<Optional<Token>, T> action) {
    return node().isOpen()
        ? action.apply(Optional.empty())
        : authentications.with(reader, chainId(), action);
  }

  /** The first look at the node corrects the clock, so it comes before a time is signed. */
  private Instant now() {
    var _ = node();
    return clock.now();
  }

  /** As above, and never the same twice: of two changes the one with the later time counts. */
  long uniqueMillis() {
    var _ = node();
    return clock.uniqueMillis();
  }

  private JsonNode call(String method) {
    return call(method, connection.parameters());
  }

  JsonNode call(String method, ObjectNode parameters) {
    return connection.call(method, parameters, Optional.empty());
  }

  private NodeDescription node() {
    NodeDescription known = node;
    return known == null ? info() : known;
  }
}
