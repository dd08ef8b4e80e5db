package org.sessionvm.launcher.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.client.SessionClient;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * All that is done in channels, in rounds, each with a new one: what every participant is shown
 * must be what the acknowledged transactions make, with or without the one that waits.
 */
final class ChannelStory implements Story {
  private final ChainId chain;
  private final ChannelScript script = new ChannelScript();
  private final Map<ChannelId, List<PreparedTransaction>> told = new LinkedHashMap<>();
  private Optional<ChannelId> latest = Optional.empty();

  ChannelStory(SessionClient wallet) {
    chain = wallet.chainId();
    script.people().forEach(wallet::registerIdentity);
  }

  @Override
  public Step next(int acknowledged) {
    ChannelScript.Line line = script.line(acknowledged, latest.map(this::account));
    return new Step(line.signer(), line.transaction(), this::acknowledge);
  }

  private void acknowledge(PreparedTransaction sent, Outcome outcome) {
    ChannelId channel = ChannelScript.channel(sent);
    Outcome expected = account(channel).apply(sent);
    assertThat(timeless(outcome)).isEqualTo(expected);
    told.computeIfAbsent(channel, _ -> new ArrayList<>()).add(sent);
    latest = Optional.of(channel);
  }

  /** When an invitation ends is for the node to say. */
  private static Outcome timeless(Outcome outcome) {
    return outcome instanceof Outcome.ChannelInvited invited
        ? new Outcome.ChannelInvited(invited.channel(), invited.invitation(), 0)
        : outcome;
  }

  private ChannelAccount account(ChannelId channel) {
    ChannelAccount account = new ChannelAccount(channel);
    told.getOrDefault(channel, List.of()).forEach(account::apply);
    return account;
  }

  @Override
  public void check(SessionClient wallet, RawNode node, Optional<PreparedTransaction> waiting)
      throws IOException, InterruptedException {
    Optional<ChannelId> touched = waiting.map(ChannelScript::channel);
    if (touched.isPresent()) {
      check(node, touched.get(), waiting);
    }
    if (latest.isPresent() && !latest.equals(touched)) {
      check(node, latest.get(), Optional.empty());
    }
  }

  @Override
  public void checkAll(SessionClient wallet, RawNode node)
      throws IOException, InterruptedException {
    for (ChannelId channel : told.keySet()) {
      check(node, channel, Optional.empty());
    }
  }

  private void check(RawNode node, ChannelId channel, Optional<PreparedTransaction> waiting)
      throws IOException, InterruptedException {
    ChannelAccount without = account(channel);
    ChannelAccount with = account(channel);
    waiting.ifPresent(with::apply);
    // One more than there are: it must not be there.
    int generations = with.keys.latest() + 1;
    List<String> shown = new ArrayList<>();
    for (Identity reader : script.people()) {
      shown.addAll(new ChannelReadings(node, chain, reader, channel).lines(generations));
    }
    if (!shown.equals(facts(with, generations))) {
      assertThat(shown).containsExactlyElementsOf(facts(without, generations));
    }
  }

  private List<String> facts(ChannelAccount account, int generations) {
    return script.people().stream()
        .flatMap(reader -> new ChannelFacts(account, reader.participant()).lines(generations))
        .toList();
  }

  @Override
  public void close() {
    script.close();
  }
}
