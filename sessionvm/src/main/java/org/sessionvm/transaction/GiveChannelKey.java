package org.sessionvm.transaction;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelGenerations;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.state.ChannelKeys;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.StateDiff;

/**
 * An admin gives members a key of a channel, wrapped for each. The next generation is begun by it,
 * one that is pending goes on, and one that is complete is given to members who lack it.
 *
 * @param channel which one
 * @param author who
 * @param generation which key, from 1
 * @param entries for whom, in the order of their ids
 * @param proof what shows members that the key is the author's, of those who take it so; empty but
 *     where a generation is begun
 */
public record GiveChannelKey(
    ChannelId channel,
    ParticipantId author,
    long generation,
    List<ChannelKeyEntry> entries,
    Bytes proof)
    implements Transaction {
  static final int TYPE = 22;

  public GiveChannelKey {
    entries = List.copyOf(entries);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(author).u32((int) generation).u32(entries.size());
    entries.forEach(entry -> writer.id(entry.member()).bytes(entry.wrappedKey()));
    writer.bytes(proof);
  }

  static GiveChannelKey read(ByteReader reader) {
    return new GiveChannelKey(
        reader.id(ChannelId::new),
        reader.id(ParticipantId::new),
        reader.u32(),
        reader.list(ChannelKey.ENTRIES_MAX, ChannelKeyEntry::read),
        reader.bytes(ChannelKeyOrigin.PROOF_BYTES_MAX));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    if (generation < 1 || generation > Integer.MAX_VALUE) {
      return malformed("generation", "must be from 1 to " + Integer.MAX_VALUE);
    }
    if (entries.isEmpty()) {
      return malformed("entries", "must have one at least");
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).wrappedKey().size() == 0) {
        return malformed("entries[" + i + "]", "has no wrapped key");
      }
      if (i > 0 && !entries.get(i - 1).isBefore(entries.get(i))) {
        return malformed("entries[" + i + "]", "is not after the one before by its id");
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    boolean given = context.channel(channel).isPresent() && isProved(context);
    for (int i = 0; given && i < entries.size(); i++) {
      ChannelKeyEntry entry = entries.get(i);
      given =
          ChannelKeys.find(context.state(), channel, entry.member(), generation)
              .equals(Optional.of(new ChannelKey(author, entry.wrappedKey())));
    }
    return given ? Optional.of(outcome(Membership.channel(context, channel))) : Optional.empty();
  }

  private boolean isProved(StateContext context) {
    return proof.size() == 0
        || ChannelKeys.origin(context.state(), channel, generation)
            .equals(Optional.of(new ChannelKeyOrigin(author, proof)));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Membership.known(context, channel);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, author);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Membership.require(context, channel, author, ChannelRole.ADMIN)
        .or(this::sizes)
        .or(() -> generation(context))
        .or(() -> recipients(context));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    if (generation > Membership.channel(context, channel).generations().latest()) {
      ChannelKeys.begin(state, channel, new ChannelKeyOrigin(author, proof));
    }
    SortedMap<Bytes, Bytes> keys = new TreeMap<>();
    entries.forEach(entry -> keys.put(entry.member().bytes(), entry.wrappedKey()));
    int missing = ChannelKeys.give(state, channel, author, generation, keys);
    return new Outcome.ChannelKeyGiven(channel, generation, missing);
  }

  private Outcome outcome(Channel found) {
    ChannelGenerations keys = found.generations();
    return new Outcome.ChannelKeyGiven(
        channel, generation, keys.isPending(generation) ? keys.missing() : 0);
  }

  private Optional<Rejection> sizes() {
    if (entries.size() > ChannelKey.ENTRIES_MAX) {
      return limit("channelKeyEntriesMax", ChannelKey.ENTRIES_MAX);
    }
    if (proof.size() > ChannelKeyOrigin.PROOF_BYTES_MAX) {
      return limit("channelKeyProofBytesMax", ChannelKeyOrigin.PROOF_BYTES_MAX);
    }
    long together = 0;
    for (ChannelKeyEntry entry : entries) {
      if (entry.wrappedKey().size() > ChannelKey.WRAPPED_KEY_BYTES_MAX) {
        return limit("channelWrappedKeyBytesMax", ChannelKey.WRAPPED_KEY_BYTES_MAX);
      }
      together += entry.wrappedKey().size();
    }
    return together > ChannelKey.WRAPPED_KEYS_BYTES_MAX
        ? limit("channelWrappedKeysBytesMax", ChannelKey.WRAPPED_KEYS_BYTES_MAX)
        : Optional.empty();
  }

  private Optional<Rejection> generation(StateContext context) {
    ChannelGenerations keys = Membership.channel(context, channel).generations();
    if (generation == keys.latest() + 1) {
      return begins();
    }
    if (proof.size() > 0) {
      return malformed("proof", "must be empty but where a generation is begun");
    }
    if (keys.isPending(generation)) {
      return ChannelKeys.origin(context.state(), channel, generation)
              .filter(origin -> origin.author().equals(author))
              .isPresent()
          ? Optional.empty()
          : Optional.of(Rejection.unauthorized("not the author of the pending generation"));
    }
    if (generation > keys.current()) {
      return malformed("generation", "is neither the next nor one that there is");
    }
    return ChannelKeys.has(context.state(), channel, author, generation)
        ? Optional.empty()
        : Optional.of(Rejection.unauthorized("has no key of that generation"));
  }

  /** Who gave itself no entry could not be told from one who departed since. */
  private Optional<Rejection> begins() {
    if (generation > ChannelKey.GENERATIONS_MAX) {
      return limit("channelKeyGenerationsMax", ChannelKey.GENERATIONS_MAX);
    }
    return entries.stream().anyMatch(entry -> entry.member().equals(author))
        ? Optional.empty()
        : malformed("entries", "must have the author's own where they begin a generation");
  }

  private Optional<Rejection> recipients(StateContext context) {
    for (int i = 0; i < entries.size(); i++) {
      ParticipantId member = entries.get(i).member();
      if (Membership.member(context, channel, member).isEmpty()) {
        return malformed("entries[" + i + "]", "is of nobody who is a member");
      }
      if (ChannelKeys.has(context.state(), channel, member, generation)) {
        return malformed("entries[" + i + "]", "is of a member who has that key");
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejection> malformed(String field, String reason) {
    return Optional.of(Rejection.malformed(field, reason));
  }

  private static Optional<Rejection> limit(String name, long most) {
    return Optional.of(Rejection.limit(name, most));
  }
}
