package org.sessionvm.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.SignatureVerifier;

/** Makes identities, and sessions and channels between them on a node. Any thread may use it. */
public final class SessionProvider {
  private final SessionClient client;
  private final SignatureVerifier verifier;

  /** Sessions on the node of {@code client}. */
  public SessionProvider(SessionClient client) {
    this(client, new MlDsaVerifier(new BouncyCastleProvider()));
  }

  /** As above, where a faster verifier is at hand. */
  public SessionProvider(SessionClient client, SignatureVerifier verifier) {
    this.client = client;
    this.verifier = verifier;
  }

  /** A new identity; the caller closes it. */
  public Identity generateIdentity() {
    return Identity.generate();
  }

  /**
   * Begins a session of {@code identity}, who signs it, with the owners of the given keys.
   *
   * @param remotePublicKeys of each other participant the ML-KEM-768 and the ML-DSA-65 key, one
   *     after the other: 3136 bytes
   * @throws IllegalArgumentException when a key has another length or is malformed, there is none,
   *     or one is given twice or the identity's own
   */
  public SecureSession createSecureSession(Identity identity, List<Bytes> remotePublicKeys) {
    return createSecureSession(identity, remotePublicKeys, Map.of());
  }

  /** As above, with metadata, which every participant and the node can read. */
  public SecureSession createSecureSession(
      Identity identity, List<Bytes> remotePublicKeys, Map<String, String> metadata) {
    List<Bytes> publicKeys = new ArrayList<>(List.of(identity.keys().toBytes()));
    publicKeys.addAll(remotePublicKeys);
    List<ParticipantId> participants = publicKeys.stream().map(SessionProvider::owner).toList();
    if (remotePublicKeys.isEmpty()
        || participants.stream().distinct().count() < publicKeys.size()) {
      throw new IllegalArgumentException("a session needs other participants, each of them once");
    }
    CreatedSession created = client.createSession(identity, participants, publicKeys, metadata);
    return open(identity, created.id(), participants);
  }

  /** Opens a session in which {@code identity} takes part. */
  public SecureSession openSecureSession(Identity identity, SessionId session) {
    return new SecureSession(client, identity, client.getSession(session), verifier);
  }

  /**
   * Creates a channel that {@code owner} owns, and gives it its first key.
   *
   * @param name which everyone in it and the node can read
   */
  public SecureChannel createChannel(Identity owner, ChannelName name) {
    SecureChannel channel = openChannel(owner, client.channels().create(owner, name));
    var _ = channel.rotateKey();
    return channel;
  }

  /** Opens a channel that {@code identity} is a member of. */
  public SecureChannel openChannel(Identity identity, ChannelId channel) {
    return new SecureChannel(client, identity, channel, verifier);
  }

  /** What is said in all sessions and channels of {@code identity}. Close it to end it. */
  public LiveInbox inbox(Identity identity) {
    return new LiveInbox(client.inbox(identity), new InboxPlaces(client, this, identity));
  }

  /** What was created here has the participants that were chosen here, whatever the node says. */
  private SecureSession open(
      Identity identity, SessionId session, List<ParticipantId> participants) {
    SessionState state = client.getSession(session);
    if (!state.participants().equals(participants)) {
      throw new ClientException.ProtocolViolation("the node changed a session's participants");
    }
    return new SecureSession(client, identity, state, verifier);
  }

  private static ParticipantId owner(Bytes keys) {
    return IdentityKeys.fromBytes(keys).participant(new Blake2bHashing());
  }
}
