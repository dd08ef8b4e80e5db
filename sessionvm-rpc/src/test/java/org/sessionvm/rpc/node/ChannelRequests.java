package org.sessionvm.rpc.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;

/** What a person signs about channels. */
public record ChannelRequests(Person person) {
  private long now() {
    return person.node().time().currentMillis();
  }

  private ObjectNode params(String channel, String role, String signature) {
    return TestCaller.object()
        .put("channelId", channel)
        .put(role, person.id().toCb58())
        .put("signature", signature);
  }

  private static ChannelId id(String channel) {
    return ChannelId.fromCb58(channel);
  }

  /** Parameters of a creation. */
  public ObjectNode create(String name, long nonce) {
    CreateChannel create = new CreateChannel(person.id(), new ChannelName(name), now(), nonce);
    return TestCaller.object()
        .put("owner", person.id().toCb58())
        .put("name", name)
        .put("timestamp", now())
        .put("nonce", nonce)
        .put("signature", person.sign(create));
  }

  /** Parameters of an invitation. */
  public ObjectNode invite(String channel, Person invitee) {
    InviteToChannel invite = new InviteToChannel(id(channel), person.id(), invitee.id(), now());
    return params(channel, "inviter", person.sign(invite))
        .put("invitee", invitee.id().toCb58())
        .put("timestamp", now());
  }

  /** Parameters of a joining. */
  public ObjectNode join(String channel, String invitation) {
    JoinChannel join =
        new JoinChannel(id(channel), person.id(), TransactionId.fromCb58(invitation));
    return params(channel, "participant", person.sign(join)).put("invitation", invitation);
  }

  /** Parameters of a leaving. */
  public ObjectNode leave(String channel, String membership) {
    RemoveChannelMember leave =
        new RemoveChannelMember(
            id(channel), person.id(), person.id(), TransactionId.fromCb58(membership));
    return params(channel, "participant", person.sign(leave)).put("membership", membership);
  }

  /** Parameters of a removal. */
  public ObjectNode remove(String channel, Person member, String membership) {
    RemoveChannelMember remove =
        new RemoveChannelMember(
            id(channel), person.id(), member.id(), TransactionId.fromCb58(membership));
    return params(channel, "remover", person.sign(remove))
        .put("member", member.id().toCb58())
        .put("membership", membership);
  }

  /** Parameters of a role, signed so many milliseconds from now. */
  public ObjectNode changeRole(
      String channel, Person member, String membership, String role, long laterMillis) {
    ChangeChannelRole change =
        new ChangeChannelRole(
            id(channel),
            person.id(),
            member.id(),
            TransactionId.fromCb58(membership),
            ChannelRole.valueOf(role.toUpperCase(Locale.ROOT)),
            now() + laterMillis);
    return params(channel, "owner", person.sign(change))
        .put("member", member.id().toCb58())
        .put("membership", membership)
        .put("role", role)
        .put("timestamp", now() + laterMillis);
  }

  /** Parameters of a key for these members, the wrapped ones made up. */
  public ObjectNode giveKey(String channel, long generation, Person... members) {
    return giveKey(channel, generation, Arrays.asList(members), _ -> Bytes.fromHex("c0de"));
  }

  /** As above, with wrapped keys by their place. */
  public ObjectNode giveKey(
      String channel, long generation, List<Person> members, IntFunction<Bytes> wrapped) {
    List<Person> sorted =
        members.stream().sorted(Comparator.comparing(member -> member.id().bytes())).toList();
    List<ChannelKeyEntry> entries =
        IntStream.range(0, sorted.size())
            .mapToObj(i -> new ChannelKeyEntry(sorted.get(i).id(), wrapped.apply(i)))
            .toList();
    GiveChannelKey give =
        new GiveChannelKey(id(channel), person.id(), generation, entries, Bytes.EMPTY);
    ObjectNode params = params(channel, "author", person.sign(give)).put("generation", generation);
    ArrayNode list = params.putArray("entries");
    entries.forEach(
        entry ->
            list.addObject()
                .put("member", entry.member().toCb58())
                .put("wrappedKey", entry.wrappedKey().toHex()));
    return params;
  }

  /** Parameters of a message. */
  public ObjectNode send(String channel, long generation, String ciphertext) {
    SendChannelMessage send =
        new SendChannelMessage(id(channel), person.id(), generation, Bytes.fromHex(ciphertext));
    return params(channel, "sender", person.sign(send))
        .put("keyGeneration", generation)
        .put("ciphertext", ciphertext);
  }

  /** Parameters of the deletion of a message. */
  public ObjectNode delete(String channel, long sequence) {
    DeleteChannelMessage deletion = new DeleteChannelMessage(id(channel), person.id(), sequence);
    return params(channel, "sender", person.sign(deletion)).put("sequence", sequence);
  }

  /** Parameters of a closing. */
  public ObjectNode close(String channel) {
    return params(channel, "owner", person.sign(new CloseChannel(id(channel), person.id())));
  }
}
