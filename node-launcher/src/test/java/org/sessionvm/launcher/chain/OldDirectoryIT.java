package org.sessionvm.launcher.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.Plaintext;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.primitives.SessionId;

/**
 * A data directory of the layout before rules blocks, with fourteen columns, that an earlier state
 * of this code made: two people, three messages in one session, one in a closed one. Its rules are
 * the longest there are, so that it stays readable.
 */
class OldDirectoryIT {
  private static final String CHAIN = "55agANoSTNFUq7hWjp4kpr33jkuSyHK5J4Y5uR4ztxfW7PqfF";
  private static final String SESSION = "23ChBU2GHcuNXXx9qJhQg2UgYZVXJD3hzFeK88ivFwuEGhcs5S";

  @TempDir Path directory;

  private static Identity identity(int number) {
    byte[] kemSeed = new byte[64];
    byte[] dsaSeed = new byte[32];
    kemSeed[0] = (byte) number;
    dsaSeed[0] = (byte) number;
    return Identity.fromSeeds(kemSeed, dsaSeed);
  }

  private void unpack() throws IOException {
    try (InputStream resource =
            OldDirectoryIT.class.getResourceAsStream("/data-directory/fourteen-columns.zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(resource))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(zip, file);
      }
    }
  }

  private static List<String> texts(SecureSession session) {
    List<String> texts = new ArrayList<>();
    for (ReceivedMessage message : session.messages(0)) {
      if (message instanceof ReceivedMessage.Opened opened) {
        try (Plaintext plaintext = opened.plaintext()) {
          texts.add(new String(plaintext.toByteArray(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  @Test
  void opensWithEverythingInItAndTakesRulesBlocks() throws Exception {
    unpack();
    try (ChildNode node = ChildNode.start(directory, List.of("--max-messages", "4"));
        SessionClient client = SessionClient.connect(node.url(), ClientSettings.DEFAULT);
        Identity alice = identity(1);
        Identity bob = identity(2)) {
      assertThat(client.chainId().toString()).isEqualTo(CHAIN);
      SessionProvider provider = new SessionProvider(client);
      SecureSession his = provider.openSecureSession(bob, SessionId.fromCb58(SESSION));
      SecureSession hers = provider.openSecureSession(alice, SessionId.fromCb58(SESSION));
      assertThat(texts(his)).containsExactly("message 0", "message 1", "message 2");
      assertThat(hers.send("one more".getBytes(StandardCharsets.UTF_8)).sequence()).isEqualTo(3);
      assertThat(texts(his)).hasSize(4);
      assertThat(node.stop()).isZero();
    }
    assertThat(Main.create().execute("store", "check", "--data-dir", directory.toString()))
        .isZero();
  }
}
