package org.sessionvm.plugin.host;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.sessionvm.plugin.protocol.sender.AppSenderGrpc;
import org.sessionvm.plugin.protocol.sender.SendAppGossipMsg;

/** What a plugin sends to those of other nodes: it is recorded, and brought to whoever listens. */
public final class NodeNetwork extends AppSenderGrpc.AppSenderImplBase {
  private final BlockingQueue<SendAppGossipMsg> sent = new LinkedBlockingQueue<>();
  private final List<Consumer<ByteString>> others = new CopyOnWriteArrayList<>();
  private final AtomicInteger toLose = new AtomicInteger();

  @Override
  public void sendAppGossip(SendAppGossipMsg request, StreamObserver<Empty> observer) {
    sent.add(request);
    if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      others.forEach(other -> other.accept(request.getMsg()));
    }
    observer.onNext(Empty.getDefaultInstance());
    observer.onCompleted();
  }

  void bringTo(Consumer<ByteString> other) {
    others.add(other);
  }

  /** So many of the next messages reach nobody. */
  public void lose(int messages) {
    toLose.set(messages);
  }

  /** The next message that was sent; fails after so many seconds. */
  public SendAppGossipMsg next(long seconds) throws InterruptedException {
    SendAppGossipMsg message = sent.poll(seconds, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no gossip was sent");
    }
    return message;
  }

  /** How many messages were sent and not asked for. */
  public int waiting() {
    return sent.size();
  }
}
