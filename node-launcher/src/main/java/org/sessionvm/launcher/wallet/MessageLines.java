package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.sessionvm.client.Plaintext;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/** How a message is shown: who, when, whether that is verified, and what. */
final class MessageLines {
  private static final String INDENT = "    ";

  private MessageLines() {}

  /** Without receipts, which come later than the message. */
  static void print(Output out, ReceivedMessage message) {
    print(out, message, Optional.empty());
  }

  /** One's own messages with how far each recipient has come. */
  static void print(Output out, ReceivedMessage message, SessionReceipts receipts) {
    print(out, message, Optional.of(receipts));
  }

  private static void print(
      Output out, ReceivedMessage message, Optional<SessionReceipts> receipts) {
    switch (message) {
      case ReceivedMessage.Opened opened ->
          print(out, opened, receipts.filter(known -> known.isOwn(opened.sender())));
      case ReceivedMessage.SentByReader sent ->
          out.print(
              head(sent.sequence(), sent.time(), sent.sender(), "verified")
                  + "\n"
                  + INDENT
                  + "(your own; only the other participant can decrypt it)"
                  + lines(receipts, sent.sequence()),
              json -> {
                fill(json, sent.sequence(), sent.id(), sent.sender(), sent.time(), true);
                fill(json, receipts, sent.sequence());
              });
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
              "#%d to #%d are not on the node: deleted, or kept back"
                  .formatted(gap.sequence(), gap.nextSequence() - 1),
              json ->
                  json.put("missingFrom", gap.sequence()).put("missingTo", gap.nextSequence() - 1));
    }
  }

  private static void print(
      Output out, ReceivedMessage.Opened opened, Optional<SessionReceipts> receipts) {
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
              + text
              + lines(receipts, opened.sequence()),
          json -> {
            fill(json, opened.sequence(), opened.id(), opened.sender(), opened.time(), true);
            plaintext
                .text()
                .ifPresentOrElse(
                    said -> json.put("text", said),
                    () -> json.put("hex", HexFormat.of().formatHex(plaintext.toByteArray())));
            fill(json, receipts, opened.sequence());
          });
    }
  }

  private static String lines(Optional<SessionReceipts> receipts, long sequence) {
    return receipts.map(known -> known.lines(sequence, INDENT)).orElse("");
  }

  private static void fill(ObjectNode json, Optional<SessionReceipts> receipts, long sequence) {
    receipts.ifPresent(known -> known.fill(json.putArray("receipts"), sequence));
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
