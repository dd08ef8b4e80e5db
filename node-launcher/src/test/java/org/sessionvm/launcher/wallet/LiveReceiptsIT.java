package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.LiveReceipts;
import org.sessionvm.client.MessageProgress;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.launcher.node.ChildNode;

/** How far others come, as it happens, on a node that is killed and started again meanwhile. */
@Timeout(180)
class LiveReceiptsIT {
  @TempDir private Path directory;

  @Test
  void tellsEachStepOnceAcrossARestart() throws Exception {
    ChildNode first = ChildNode.start(directory, List.of());
    String address = "127.0.0.1:" + first.url().getPort();
    try (SessionClient client = SessionClient.connect(first.url(), ClientSettings.DEFAULT);
        Identity alice = Identity.generate();
        Identity bob = Identity.generate()) {
      SessionProvider provider = new SessionProvider(client);
      SecureSession session = provider.createSecureSession(alice, List.of(bob.keys().toBytes()));
      SecureSession bobs = provider.openSecureSession(bob, session.id());
      for (int i = 0; i < 4; i++) {
        session.send(new byte[] {(byte) i});
      }
      bobs.acknowledge(1, 1, false);

      try (LiveReceipts live = session.listenToReceipts(1)) {
        Iterator<MessageProgress> receipts = live.iterator();
        // Says nothing of the messages from #1 on, so the next is the first that is told.
        bobs.acknowledge(2, 1, false);
        assertThat(receipts.next()).isEqualTo(progress(bob, 2, 1));
        bobs.acknowledge(3, 3, false);
        assertThat(receipts.next()).isEqualTo(progress(bob, 3, 3));
        first.kill();
        try (ChildNode _ = ChildNode.start(directory, List.of(), node -> listenAt(node, address))) {
          bobs.acknowledge(4, 4, false);
          assertThat(receipts.next()).isEqualTo(progress(bob, 4, 4));
        }
      }
    }
  }

  private static MessageProgress progress(Identity who, long delivered, long read) {
    return new MessageProgress(who.participant(), delivered, OptionalLong.of(read));
  }

  private static void listenAt(ProcessBuilder node, String address) {
    node.command().set(node.command().indexOf("--http-addr") + 1, address);
  }
}
