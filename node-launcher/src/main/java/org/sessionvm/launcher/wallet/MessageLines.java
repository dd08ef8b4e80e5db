package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import org.sessionvm.client.Plaintext;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/** How a message is shown: who, when, whether that is verified, and what. */
final class MessageLines {
  private static final String INDENT = "    ";

  private MessageLines() {}

  static void print(Output out, ReceivedMessage message) {
    switch (message) {
      case ReceivedMessage.Opened opened -> print(out, opened);
      case ReceivedMessage.SentByReader sent ->
          out.print(
              head(sent.sequence(), sent.time(), sent.sender(), "verified")
                  + "\n"
                  + INDENT
                  + "(your own; only the other participant can decrypt it)",
              json -> fill(json, sent.sequence(), sent.id(), sent.sender(), sent.time(), true));
      case ReceivedMessage.Rejected rejected ->
          out.print(
              head(rejected.sequence(), rejected.time(), rejected.sender(), "NOT VERIFIED")
                  + "\n"
                  + INDENT
                  + "(this message "
                  + rejected.reason().text()
                  + ")",
              json -> {
                fill(
                    json,
                    rejected.sequence(),
                    rejected.id(),
                    rejected.sender(),
                    rejected.time(),
                    false);
                json.put("reason", rejected.reason().text());
              });
      case ReceivedMessage.Missing gap ->
          out.print(
              "#%d to #%d are not on the node: deleted after their time, or kept back"
                  .formatted(gap.sequence(), gap.nextSequence() - 1),
              json ->
                  json.put("missingFrom", gap.sequence()).put("missingTo", gap.nextSequence() - 1));
    }
  }

  private static void print(Output out, ReceivedMessage.Opened opened) {
    try (Plaintext plaintext = opened.plaintext()) {
      String text =
          plaintext
              .text()
              .map(said -> TerminalText.indented(said, INDENT))
              .orElse("(" + plaintext.size() + " bytes that are not text)");
      out.print(
          head(opened.sequence(), opened.time(), opened.sender(), "verified")
              + "\n"
              + INDENT
              + text,
          json -> {
            fill(json, opened.sequence(), opened.id(), opened.sender(), opened.time(), true);
            plaintext
                .text()
                .ifPresentOrElse(
                    said -> json.put("text", said),
                    () -> json.put("hex", HexFormat.of().formatHex(plaintext.toByteArray())));
          });
    }
  }

  private static String head(long sequence, Instant time, ParticipantId sender, String verdict) {
    return "#%d  %s  %s  %s".formatted(sequence, time, sender.toSessionHex(), verdict);
  }

  private static void fill(
      ObjectNode json,
      long sequence,
      TransactionId id,
      ParticipantId sender,
      Instant time,
      boolean verified) {
    json.put("sequence", sequence)
        .put("messageId", id.toCb58())
        .put("sender", sender.toSessionHex())
        .put("time", time.toString())
        .put("verified", verified);
  }
}
