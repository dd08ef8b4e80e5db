package org.sessionvm.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.KeyScope;
import org.sessionvm.crypto.envelope.SharedSecret;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.transaction.ChannelKeyEntry;

/** How an admin's wallet gives keys of a channel to its members. */
final class ChannelKeyDistribution {
  /** Of a rotation, while members come and go and other admins rotate. */
  private static final int ATTEMPTS_MAX = 5;

  private final SessionClient client;
  private final Identity self;
  private final ChannelId channel;
  private final KnownIdentities identities;
  private final ChannelKeyring keyring;

  ChannelKeyDistribution(
      SessionClient client,
      Identity self,
      ChannelId channel,
      KnownIdentities identities,
      ChannelKeyring keyring) {
    this.client = client;
    this.self = self;
    this.channel = channel;
    this.identities = identities;
    this.keyring = keyring;
  }

  /** Gives every member a fresh key. */
  GivenKey rotate() {
    requireAdmin();
    for (int attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
      try {
        Optional<GivenKey> given = tryToRotate();
        if (given.isPresent()) {
          return given.get();
        }
      } catch (ClientException.InvalidParameters | ClientException.Unauthorized _) {
        // Somebody has left meanwhile, or another admin was first.
      }
    }
    return tryToRotate()
        .orElseThrow(
            () ->
                new ClientException.NodeUnavailable(
                    "members of the channel come and go too fast", Optional.empty()));
  }

  private Optional<GivenKey> tryToRotate() {
    int next = requireAdmin().latestGeneration() + 1;
    KeyScope scope = new KeyScope.OfChannel(channel);
    KeyGenerationId id = new KeyGenerationId(scope, next, self.participant());
    List<ParticipantId> given = new ArrayList<>();
    try (SharedSecret secret = SharedSecret.generate(scope)) {
      Bytes proof = new KeyProof(client.chainId(), id).sign(self, secret);
      int missing = give(secret, id, members(false), proof, given);
      for (int round = 1; missing > 0 && round < ATTEMPTS_MAX; round++) {
        // They have joined meanwhile.
        missing = give(secret, id, members(true), Bytes.EMPTY, given);
      }
      return missing == 0 ? Optional.of(new GivenKey(next, given)) : Optional.empty();
    }
  }

  /**
   * Gives a member the keys that this wallet has, the current one and those before it.
   *
   * @return how many it lacked
   */
  int givePast(ParticipantId member) {
    int current = requireAdmin().generation();
    if (!members(false).contains(member)) {
      throw new ClientException.UnknownSession("unknown member");
    }
    int given = 0;
    for (int generation = 1; generation <= current; generation++) {
      if (keyring.find(generation) instanceof ChannelKeyring.Lookup.Proved(var key)
          && isGiven(key, member)) {
        given++;
      }
    }
    return given;
  }

  private boolean isGiven(ProvedKey key, ParticipantId member) {
    try (SharedSecret secret = SharedSecret.unwrap(self, key.id(), key.wrapped())) {
      var _ = give(secret, key.id(), List.of(member), Bytes.EMPTY, new ArrayList<>());
      return true;
    } catch (DecryptionException e) {
      throw ProvedKey.notOpened(e);
    } catch (ClientException.InvalidParameters e) {
      if (!e.field().startsWith("entries[")) {
        throw e;
      }
      // It has that key.
      return false;
    }
  }

  /** In as many parts as it takes; how many members lack the key after that. */
  private int give(
      SharedSecret secret,
      KeyGenerationId id,
      List<ParticipantId> recipients,
      Bytes proof,
      List<ParticipantId> given) {
    int missing = 0;
    for (int from = 0; from < recipients.size(); from += ChannelKey.ENTRIES_MAX) {
      List<ParticipantId> part =
          recipients.subList(from, Math.min(recipients.size(), from + ChannelKey.ENTRIES_MAX));
      List<ChannelKeyEntry> entries =
          part.stream()
              .sorted(Comparator.comparing(ParticipantId::bytes))
              .map(member -> entry(secret, id, member))
              .toList();
      missing =
          client
              .channels()
              .giveKey(self, channel, id.generation(), entries, from == 0 ? proof : Bytes.EMPTY);
      given.addAll(part);
    }
    return missing;
  }

  private ChannelKeyEntry entry(SharedSecret secret, KeyGenerationId id, ParticipantId member) {
    return new ChannelKeyEntry(member, secret.wrap(id, member, identities.require(member).kem()));
  }

  /** Oneself first, since the part that begins a generation must have the author's entry. */
  private List<ParticipantId> members(boolean lackingOnly) {
    SequencedSet<ParticipantId> members = new LinkedHashSet<>();
    for (ChannelMembership member : client.channels().members(self, channel)) {
      if (!lackingOnly || !member.hasLatestKey()) {
        members.add(member.participant());
      }
    }
    if (!lackingOnly) {
      members.addFirst(self.participant());
    }
    return List.copyOf(members);
  }

  private ChannelState requireAdmin() {
    ChannelState state = client.channels().get(self, channel);
    if (!state.isAdmin()) {
      throw new ClientException.Unauthorized("not an admin of the channel", Optional.empty());
    }
    return state;
  }
}
