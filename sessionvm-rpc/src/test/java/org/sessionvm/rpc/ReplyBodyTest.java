package org.sessionvm.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyBodyTest {
  private static final long SEED = 25;

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(SEED).nextBytes(content);
    return content;
  }

  @Test
  void givesBackWhatWasWrittenPieceByPiece() {
    byte[] content = random(1 << 20);
    ReplyBody body = new ReplyBody();
    body.write(content[0]);
    body.write(content, 1, 700);
    body.write(content, 701, content.length - 701);
    assertThat(body.toByteArray()).isEqualTo(content);

    ByteBuffer read = ByteBuffer.allocate(content.length);
    while (body.size() > 0) {
      ByteBuffer piece = body.poll();
      assertThat(piece.remaining()).isBetween(1, ReplyBody.PIECE_BYTES_MAX);
      read.put(piece);
    }
    assertThat(read.array()).isEqualTo(content);
  }

  @Test
  void forgetsWhatIsCutOffAndGoesOnThere() {
    byte[] content = random(300_000);
    ReplyBody body = new ReplyBody();
    body.write(content, 0, 1_000);
    body.write(content, 0, content.length);
    body.cutTo(1_000);
    body.write(content, 1_000, content.length - 1_000);

    assertThat(body.toByteArray()).isEqualTo(content);
    body.cutTo(0);
    assertThat(body.size()).isZero();
    assertThat(body.toByteArray()).isEmpty();
  }
}
