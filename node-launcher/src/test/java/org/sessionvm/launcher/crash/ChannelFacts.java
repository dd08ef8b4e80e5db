package org.sessionvm.launcher.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.ChannelRole;

/**
 * What one participant must be shown of a channel, in the words of {@link ChannelReadings}: a line
 * for each answer, or the code of its refusal.
 */
record ChannelFacts(ChannelAccount account, ParticipantId reader) {
  static final String UNKNOWN = "-32001";
  static final String UNAUTHORIZED = "-32003";

  /** With keys up to {@code generations}. */
  Stream<String> lines(int generations) {
    List<String> lines = new ArrayList<>();
    lines.add("channel " + channel());
    lines.add("relations " + relations());
    lines.add("members " + forMembers(members()));
    for (int generation = 1; generation <= generations; generation++) {
      lines.add("key " + generation + " " + forMembers(key(generation)));
    }
    lines.add("messages " + forMembers(messages()));
    return lines.stream();
  }

  private Optional<ChannelAccount.Member> own() {
    return Optional.ofNullable(account.members.get(reader));
  }

  private boolean isInvited() {
    return account.invitations.containsKey(reader);
  }

  private String forMembers(String text) {
    return !account.exists() ? UNKNOWN : own().isPresent() ? text : UNAUTHORIZED;
  }

  private String channel() {
    if (!account.exists() || (own().isEmpty() && !isInvited())) {
      return account.exists() ? UNAUTHORIZED : UNKNOWN;
    }
    ChannelKeyAccount keys = account.keys;
    return ChannelReadings.words(
        account.id.toCb58(),
        account.name,
        account.owner().toCb58(),
        account.closed ? "closed" : "open",
        account.members.size(),
        account.messages.size(),
        keys.current(),
        keys.latest(),
        keys.missing(account.members.size()),
        !account.closed && keys.isSendable(),
        own().map(member -> member.role().wireName()).orElse("null"),
        own().map(member -> member.membership().toCb58()).orElse("null"),
        Optional.ofNullable(account.invitations.get(reader))
            .map(Identifier::toCb58)
            .orElse("null"));
  }

  private List<String> relations() {
    if (isInvited()) {
      return List.of("invited");
    }
    return own()
        .map(member -> member.role() == ChannelRole.OWNER ? "owner" : "member")
        .map(List::of)
        .orElse(List.of());
  }

  private String members() {
    return account.members.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(ParticipantId::bytes)))
        .map(
            entry ->
                ChannelReadings.words(
                    entry.getKey().toCb58(),
                    entry.getValue().role().wireName(),
                    entry.getValue().membership().toCb58(),
                    account.keys.find(entry.getKey(), account.keys.latest()).isPresent()))
        .toList()
        .toString();
  }

  private String key(int generation) {
    return account
        .keys
        .find(reader, generation)
        .map(
            given ->
                ChannelReadings.words(
                    given.giver().toCb58(),
                    given.wrappedKey().toHex(),
                    given.author().toCb58(),
                    given.proof().toHex()))
        .orElse(UNKNOWN);
  }

  private String messages() {
    List<String> shown = new ArrayList<>();
    for (int sequence = 0; sequence < account.messages.size(); sequence++) {
      int place = sequence;
      account
          .messages
          .get(sequence)
          .ifPresent(
              sent ->
                  shown.add(
                      ChannelReadings.words(
                          place,
                          sent.id().toCb58(),
                          sent.message().sender().toCb58(),
                          sent.message().keyGeneration(),
                          sent.message().ciphertext().toHex())));
    }
    return shown + " of " + account.messages.size();
  }
}
