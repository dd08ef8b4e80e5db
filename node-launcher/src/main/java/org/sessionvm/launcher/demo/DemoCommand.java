package org.sessionvm.launcher.demo;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ClientException;
import org.sessionvm.launcher.node.TemporaryDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the story against a node that it starts itself; leaves nothing behind. */
@Command(name = "demo", description = "Show a whole conversation on a fresh node, step by step")
public final class DemoCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Narrator say = new Narrator(Objects.requireNonNull(spec).commandLine().getOut());
    TemporaryDirectory directory = TemporaryDirectory.create();
    Conversation conversation = new Conversation(directory, say);
    // For the one who presses Ctrl-C.
    Thread interrupted = new Thread(() -> cleanUp(conversation, directory));
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return tell(conversation, say);
    } finally {
      if (isStillMine(interrupted)) {
        cleanUp(conversation, directory);
      }
    }
  }

  /** False once the JVM ends by a signal: then the hook cleans up, and nobody else must. */
  private static boolean isStillMine(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static int tell(Conversation conversation, Narrator say) {
    try {
      conversation.hold();
      say.line("");
      say.line("Everything went as it must. Your turn: sessionvm run, sessionvm identity new NAME");
      return 0;
    } catch (DemoFailure | ClientException | IOException e) {
      say.line("");
      say.line("The demo failed: " + e.getMessage());
      return FAILED;
    }
  }

  private static void cleanUp(Conversation conversation, TemporaryDirectory directory) {
    conversation.endNode();
    directory.close();
  }
}
