package org.sessionvm.launcher.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the story against a node that it starts itself; leaves nothing behind. */
@Command(
    name = "demo",
    description = "Shows a whole conversation on a fresh node, step by step.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final String MAIN_CLASS = "org.sessionvm.launcher.Main";
  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    TemporaryDirectory directory = TemporaryDirectory.create();
    try (directory;
        NodeProcess node =
            new ChildNode(ChildNode.ownCommand(MAIN_CLASS), directory.path().resolve("node.log"))) {
      Thread interrupted = new Thread(() -> cleanUp(node, directory));
      Runtime.getRuntime().addShutdownHook(interrupted);
      int exitCode = tell(node, directory, new Narrator(out));
      Runtime.getRuntime().removeShutdownHook(interrupted);
      return exitCode;
    }
  }

  private static int tell(NodeProcess node, TemporaryDirectory directory, Narrator say) {
    try {
      new Conversation(node, directory, say).hold();
      say.line("");
      say.line("Everything went as it must. Your own turn: sessionvm run, sessionvm identity new");
      return 0;
    } catch (DemoFailure | ClientException | IOException e) {
      say.line("");
      say.line("The demo failed: " + e.getMessage());
      return FAILED;
    }
  }

  /** For the one who presses Ctrl-C. */
  private static void cleanUp(NodeProcess node, TemporaryDirectory directory) {
    node.close();
    directory.close();
  }
}
