package org.sessionvm.store.backup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;

/** A point as lines of text; the last one is the SHA-256 of those before it. */
final class PointText {
  private static final String FORMAT = "sessionvm-backup 1";

  private PointText() {}

  static String encode(BackupPoint point) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    text.append("number ").append(point.number()).append('\n');
    text.append("created ").append(point.created()).append('\n');
    text.append("chain ").append(point.label().chainId()).append('\n');
    text.append("height ").append(point.label().height()).append('\n');
    text.append("block ").append(point.label().blockId()).append('\n');
    text.append("time ").append(point.label().blockTime()).append('\n');
    for (PointFile file : point.files()) {
      text.append(
          "file %s %d %d %s\n"
              .formatted(file.name(), file.bytes(), file.modifiedNanos(), file.sha256()));
    }
    return text + "sha256 " + hash(text.toString()) + '\n';
  }

  /** Throws IllegalArgumentException when the text is not as it was written. */
  static BackupPoint decode(String text) {
    int end = text.lastIndexOf("sha256 ");
    if (end < 0 || !text.substring(end).equals("sha256 " + hash(text.substring(0, end)) + '\n')) {
      throw new IllegalArgumentException("its checksum does not fit");
    }
    List<String> lines = text.substring(0, end).lines().toList();
    if (!lines.getFirst().equals(FORMAT)) {
      throw new IllegalArgumentException("a newer version wrote it: " + lines.getFirst());
    }
    PointLabel label =
        new PointLabel(
            value(lines, 3, "chain"),
            Long.parseLong(value(lines, 4, "height")),
            value(lines, 5, "block"),
            Instant.parse(value(lines, 6, "time")));
    List<PointFile> files = new ArrayList<>();
    for (int i = 7; i < lines.size(); i++) {
      String[] words = value(lines, i, "file").split(" ", -1);
      files.add(
          new PointFile(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]));
    }
    return new BackupPoint(
        Integer.parseInt(value(lines, 1, "number")),
        Instant.parse(value(lines, 2, "created")),
        label,
        files);
  }

  private static String value(List<String> lines, int index, String name) {
    if (index >= lines.size() || !lines.get(index).startsWith(name + " ")) {
      throw new IllegalArgumentException("its line " + (index + 1) + " is not " + name);
    }
    return lines.get(index).substring(name.length() + 1);
  }

  private static String hash(String text) {
    return Sha256.hash(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8))).toHex();
  }
}
