package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SentMessage;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is said. */
final class MessageOptions {
  /** After what says where; a number would have to be told from 0 on. */
  @Parameters(
      index = "0+",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The message; without it and --file, standard input is.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "The message is this file.")
  private @Nullable Path file;

  /** The message, to be wiped. */
  byte[] read() throws IOException {
    return new MessageSource(text, file, System.in).read();
  }

  /** Says where it has its place now. */
  static void print(Output out, SentMessage sent) {
    out.print(
        "sent as #" + sent.sequence() + "  " + sent.id(),
        json -> json.put("messageId", sent.id().toCb58()).put("sequence", sent.sequence()));
  }
}
