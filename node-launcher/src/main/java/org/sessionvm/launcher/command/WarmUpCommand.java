package org.sessionvm.launcher.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.Version;
import org.sessionvm.launcher.node.Node;
import org.sessionvm.launcher.node.TemporaryDirectory;
import org.sessionvm.launcher.plugin.PluginRehearsal;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingsResolver;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs a node, a wallet and a plugin for a moment, so that the JVM can note which classes a start
 * needs.
 */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Run a node, a wallet and a plugin for a moment, to make the JVM's start cache")
public final class WarmUpCommand implements Callable<Integer> {
  private WarmUpCommand() {}

  /** The command. */
  public static CommandLine create() {
    return new CommandLine(new WarmUpCommand());
  }

  @Override
  public Integer call() throws IOException {
    try (TemporaryDirectory directory = TemporaryDirectory.create();
        Node node = Node.start(settings(directory.path()), Version.text(), false);
        SessionClient client = SessionClient.connect(node.rpcUrl(), ClientSettings.DEFAULT)) {
      converse(new SessionProvider(client));
      PluginRehearsal.run(directory.path());
      return CommandLine.ExitCode.OK;
    }
  }

  private static EffectiveSettings settings(Path directory) {
    Map<String, String> options =
        Map.of(
            "dataDir", directory.toString(),
            "httpAddr", "127.0.0.1:0",
            "metricsAddr", "127.0.0.1:0");
    return new SettingsResolver(Map.of()).resolve(options, Optional.empty());
  }

  private static void converse(SessionProvider provider) {
    try (Identity alice = provider.generateIdentity();
        Identity bob = provider.generateIdentity()) {
      SecureSession hers = provider.createSecureSession(alice, List.of(bob.keys().toBytes()));
      SecureSession his = provider.openSecureSession(bob, hers.id());
      his.accept();
      hers.send("warm".getBytes(StandardCharsets.US_ASCII));
      for (ReceivedMessage message : his.messages(0)) {
        message.sequence();
      }
      hers.close();
    }
  }
}
