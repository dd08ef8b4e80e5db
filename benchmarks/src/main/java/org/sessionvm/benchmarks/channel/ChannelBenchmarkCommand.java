package org.sessionvm.benchmarks.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.launcher.node.TemporaryDirectory;
import org.sessionvm.primitives.ChannelName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What wallets do in a channel, each step with its time and its bytes of HTTP. */
@Command(
    name = "channel",
    mixinStandardHelpOptions = true,
    description = "Measures rotation, joining, sending, reading and removal in a channel")
public final class ChannelBenchmarkCommand implements Callable<Integer> {
  private static final byte[] TEXT = "x".repeat(256).getBytes(StandardCharsets.UTF_8);

  @Option(
      names = "--members",
      split = ",",
      description = "sizes of the channels, 3 to 1000 (${DEFAULT-VALUE})")
  private int[] members = {10, 100, 1_000};

  @Option(
      names = "--repeat",
      description = "how often a step is done; the median time is shown (${DEFAULT-VALUE})")
  private int repeat = 5;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ChannelBenchmarkCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    for (int size : members) {
      if (size < 3 || size > 1_000 || repeat < 1) {
        System.err.println("--members: 3 to 1000, --repeat: 1 or more");
        return 2;
      }
    }
    try (TemporaryDirectory directory = TemporaryDirectory.create();
        ChildNode node = ChildNode.start(directory.path(), List.of());
        CountedConnection counted = CountedConnection.to(node.url())) {
      for (int size : members) {
        measure(size, counted);
      }
      return 0;
    }
  }

  private void measure(int size, CountedConnection counted) throws Exception {
    System.out.printf(Locale.ROOT, "%d members%n", size);
    try (SessionClient client = SessionClient.connect(counted.url(), ClientSettings.DEFAULT);
        Crowd crowd = Crowd.register(client, size)) {
      SecureChannel channel = open(client, crowd.owner());
      crowd.join(client, channel);
      Steps steps = new Steps(counted, repeat);
      // All but the one who comes and goes below.
      steps.measure(
          "rotation, members' keys unknown yet",
          () -> new SessionProvider(client).openChannel(crowd.owner(), channel.id()).rotateKey());
      steps.measure("rotation", channel::rotateKey);
      steps.measure(
          "invite and join",
          () -> {
            channel.invite(crowd.last().participant());
            client.channels().join(crowd.last(), channel.id());
          },
          () -> client.channels().leave(crowd.last(), channel.id()));
      come(client, crowd, channel);
      channel.rotateKey();
      talk(client, crowd, channel, steps);
      steps.measure(
          "removal, with a fresh key for those who stay",
          () -> channel.remove(crowd.last().participant()),
          () -> come(client, crowd, channel));
    }
  }

  private static SecureChannel open(SessionClient client, Identity owner) {
    return new SessionProvider(client).createChannel(owner, new ChannelName("benchmark"));
  }

  private static void come(SessionClient client, Crowd crowd, SecureChannel channel) {
    channel.invite(crowd.last().participant());
    client.channels().join(crowd.last(), channel.id());
  }

  private static void talk(SessionClient client, Crowd crowd, SecureChannel channel, Steps steps)
      throws Exception {
    SecureChannel sender = new SessionProvider(client).openChannel(crowd.somebody(), channel.id());
    steps.measure("first message of a wallet, 256 bytes", () -> sender(client, crowd, channel));
    steps.measure("message, 256 bytes", () -> sender.send(TEXT));
    long from = channel.state().messageCount() - 1;
    SecureChannel reader = new SessionProvider(client).openChannel(crowd.last(), channel.id());
    steps.measure("reading it", () -> read(reader, from));
  }

  private static void sender(SessionClient client, Crowd crowd, SecureChannel channel) {
    new SessionProvider(client).openChannel(crowd.somebody(), channel.id()).send(TEXT);
  }

  private static void read(SecureChannel reader, long from) {
    for (ReceivedMessage message : reader.messages(from)) {
      if (!(message instanceof ReceivedMessage.Opened opened)) {
        throw new IllegalStateException("a message was not opened");
      }
      opened.plaintext().close();
    }
  }
}
