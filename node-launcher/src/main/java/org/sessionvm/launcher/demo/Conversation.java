package org.sessionvm.launcher.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SentMessage;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.TemporaryDirectory;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.vm.Message;

/** The story: two people talk through a node that learns nothing and loses nothing. */
final class Conversation {
  private static final String QUESTION = "Lunch at noon, usual place?";
  private static final String ANSWER = "Yes! I bring the papers.";
  private static final int SHOWN_HEX_DIGITS = 48;

  private final TemporaryDirectory directory;
  private final Narrator say;
  private final AtomicReference<@Nullable ChildNode> node = new AtomicReference<>();
  private final List<SentMessage> acknowledged = new ArrayList<>();

  Conversation(TemporaryDirectory directory, Narrator say) {
    this.directory = directory;
    this.say = say;
  }

  void hold() throws IOException {
    try (Identity alice = Identity.generate();
        Identity bob = Identity.generate();
        Identity mallory = Identity.generate()) {
      SecureSession session;
      ChainId chain;
      say.step("A fresh node starts");
      say.why("It runs as a process of its own and keeps its data in an empty directory.");
      try (SessionClient client = startNode(ClientSettings.DEFAULT)) {
        chain = chain(client);
        identities(alice, bob);
        session = talk(client, alice, bob);
        whatTheNodeSees(client, bob, session);
        whatStrangersGet(client, mallory, session);
      }
      say.step("The node is killed (kill -9) and started again");
      say.why("As a power cut would, without a chance to save anything.");
      endNode();
      try (SessionClient client = startNode(ClientSettings.DEFAULT.withChain(chain))) {
        SessionProvider provider = new SessionProvider(client);
        SecureSession fromAlice = provider.openSecureSession(alice, session.id());
        SecureSession fromBob = provider.openSecureSession(bob, session.id());
        afterRestart(fromAlice, fromBob);
        close(fromAlice, fromBob);
      }
    }
  }

  /** Kills the node if one runs. */
  void endNode() {
    ChildNode running = node.getAndSet(null);
    if (running != null) {
      running.kill();
    }
  }

  private SecureSession talk(SessionClient client, Identity alice, Identity bob) {
    SessionProvider provider = new SessionProvider(client);
    SecureSession fromAlice = create(provider, alice, bob);
    send(fromAlice);
    SecureSession fromBob = provider.openSecureSession(bob, fromAlice.id());
    accept(fromBob);
    answer(fromAlice, fromBob);
    return fromAlice;
  }

  private SessionClient startNode(ClientSettings settings) throws IOException {
    ChildNode started = ChildNode.start(directory.path().resolve("data"), List.of());
    node.set(started);
    say.shows("node", started.url());
    return SessionClient.connect(started.url(), settings);
  }

  private ChainId chain(SessionClient client) {
    ChainId chain = client.chainId();
    say.shows("chain", chain);
    say.why("Every signature covers this chain id: none is good on another chain.");
    return chain;
  }

  private void identities(Identity alice, Identity bob) {
    say.step("Alice and Bob each make an identity");
    say.why(
        """
        Two post-quantum key pairs: ML-KEM-768 to encrypt, ML-DSA-65 to sign. The id is the hash
        of both public keys, so keys prove themselves and nobody has to be asked who is who.
        The secret keys stay with their owners; the node never sees them.""");
    say.shows("Alice", alice.sessionId());
    say.shows("Bob", bob.sessionId());
  }

  private SecureSession create(SessionProvider provider, Identity alice, Identity bob) {
    say.step("Alice begins a session with Bob");
    say.why("She signs its creation. It is pending until Bob has proved himself too.");
    SecureSession session = provider.createSecureSession(alice, List.of(bob.keys().toBytes()));
    say.shows("session", session.id());
    say.shows("expires", session.state().expires());
    say.check(session.state().status() == SessionStatus.PENDING, "the session is pending");
    return session;
  }

  private void send(SecureSession fromAlice) {
    say.step("Alice writes to Bob");
    say.shows("says", "“" + QUESTION + "”");
    say.why(
        """
        Her wallet encrypts it to Bob's key, signs it and sends it. The node answers when the
        message is on its disk, not before.""");
    SentMessage sent = fromAlice.send(utf8(QUESTION));
    acknowledged.add(sent);
    say.shows("message", sent.id());
    say.check(sent.sequence() == 0, "the node acknowledges it as number 0 of the session");
  }

  private void accept(SecureSession fromBob) {
    say.step("Bob accepts, and reads");
    SessionStatus status = fromBob.accept();
    say.check(status == SessionStatus.ACTIVE, "the session is active");
    say.why("Bob's wallet checks Alice's signature by her id, then decrypts with his own key.");
    say.check(textAt(fromBob, 0).equals(QUESTION), "Bob reads what Alice wrote, verified as hers");
  }

  private void answer(SecureSession fromAlice, SecureSession fromBob) {
    say.step("Bob answers");
    say.shows("says", "“" + ANSWER + "”");
    acknowledged.add(fromBob.send(utf8(ANSWER)));
    say.check(textAt(fromAlice, 1).equals(ANSWER), "Alice reads it, verified as Bob's");
  }

  private void whatTheNodeSees(SessionClient client, Identity bob, SecureSession session)
      throws IOException {
    say.step("What the node sees");
    say.why("Who talks to whom, when, how much, and in what order. Not what they say:");
    for (Message message : client.getMessages(bob, session.id(), 0)) {
      say.shows(
          "message " + message.sequence().orElseThrow(),
          message.ciphertext().toHex().substring(0, SHOWN_HEX_DIGITS)
              + "… ("
              + message.ciphertext().size()
              + " bytes)");
    }
    say.check(
        !onDisk(QUESTION) && !onDisk(ANSWER),
        "no file of the node holds a word of it in the clear");
  }

  private void whatStrangersGet(SessionClient client, Identity mallory, SecureSession session) {
    say.step("Mallory tries to read along, and to speak");
    say.why("Reading needs the proof of a participant, and so does writing.");
    client.registerIdentity(mallory);
    say.check(
        isRefused(() -> client.messagePage(mallory, session.id(), 0, 1)),
        "the node gives him no messages");
    say.check(
        isRefused(() -> client.sendMessage(mallory, session.id(), session.encrypt(utf8("Pay me")))),
        "the node takes no message of his");
  }

  private void afterRestart(SecureSession fromAlice, SecureSession fromBob) {
    List<ReceivedMessage> after = read(fromBob);
    say.check(after.size() == acknowledged.size(), "every acknowledged message is still there");
    for (int i = 0; i < after.size(); i++) {
      SentMessage before = acknowledged.get(i);
      say.check(isVerified(after.get(i), before), "message " + i + " has its id and its place");
    }
    say.check(textAt(fromBob, 0).equals(QUESTION), "Bob reads Alice's words again");
    say.check(textAt(fromAlice, 1).equals(ANSWER), "Alice reads Bob's words again");
  }

  private void close(SecureSession fromAlice, SecureSession fromBob) {
    say.step("Alice closes the session");
    say.why("For both, and for good. What was said stays readable until its time is over.");
    fromAlice.close();
    say.check(
        fromBob.refresh().status() == SessionStatus.CLOSED, "the session is closed for Bob too");
    say.check(hasEnded(fromBob), "the node takes no more messages in it");
    say.check(textAt(fromBob, 0).equals(QUESTION), "its history is still readable");
  }

  private static boolean hasEnded(SecureSession session) {
    try {
      session.send(utf8("One more thing"));
      return false;
    } catch (ClientException.SessionEnded _) {
      return true;
    }
  }

  private static boolean isRefused(Runnable call) {
    try {
      call.run();
      return false;
    } catch (ClientException.Unauthorized _) {
      return true;
    }
  }

  private static boolean isVerified(ReceivedMessage message, SentMessage sent) {
    return switch (message) {
      case ReceivedMessage.Opened opened ->
          opened.id().equals(sent.id()) && opened.sequence() == sent.sequence();
      case ReceivedMessage.SentByReader own ->
          own.id().equals(sent.id()) && own.sequence() == sent.sequence();
      case ReceivedMessage.Rejected _, ReceivedMessage.Missing _ -> false;
    };
  }

  private static List<ReceivedMessage> read(SecureSession session) {
    List<ReceivedMessage> messages = new ArrayList<>();
    session.messages(0).forEach(messages::add);
    return messages;
  }

  private static String textAt(SecureSession session, long sequence) {
    for (ReceivedMessage message : session.messages(sequence)) {
      return message instanceof ReceivedMessage.Opened opened
          ? opened.plaintext().text().orElse("")
          : "";
    }
    return "";
  }

  private boolean onDisk(String text) throws IOException {
    for (Path file : directory.files()) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      if (content.contains(text)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
