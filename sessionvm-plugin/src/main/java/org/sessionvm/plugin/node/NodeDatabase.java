package org.sessionvm.plugin.node;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sessionvm.plugin.chain.ChainMark;
import org.sessionvm.plugin.chain.MarkKeeper;
import org.sessionvm.plugin.protocol.database.DatabaseGrpc;
import org.sessionvm.plugin.protocol.database.Error;
import org.sessionvm.plugin.protocol.database.GetRequest;
import org.sessionvm.plugin.protocol.database.GetResponse;
import org.sessionvm.plugin.protocol.database.PutRequest;
import org.sessionvm.primitives.Bytes;

/** What the node keeps for this chain, of which the plugin uses one row. */
public final class NodeDatabase implements MarkKeeper, AutoCloseable {
  private static final ByteString MARK = ByteString.copyFromUtf8("sessionvm/mark");

  private final NodeChannel channel;

  private NodeDatabase(NodeChannel channel) {
    this.channel = channel;
  }

  /** At the address that the node named. */
  public static NodeDatabase at(String address) {
    return new NodeDatabase(NodeChannel.to(address));
  }

  private DatabaseGrpc.DatabaseBlockingStub stub() {
    return DatabaseGrpc.newBlockingStub(channel.channel())
        .withWaitForReady()
        .withDeadlineAfter(NodeChannel.CALL_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public Optional<ChainMark> read() {
    GetResponse answer = stub().get(GetRequest.newBuilder().setKey(MARK).build());
    return switch (answer.getErr()) {
      case ERROR_UNSPECIFIED ->
          Optional.of(ChainMark.CODEC.decode(Bytes.wrap(answer.getValue().toByteArray())));
      case ERROR_NOT_FOUND -> Optional.empty();
      case ERROR_CLOSED, UNRECOGNIZED -> throw closed();
    };
  }

  @Override
  public void write(ChainMark mark) {
    ByteString value = ByteString.copyFrom(ChainMark.CODEC.encode(mark).toByteArray());
    Error error = stub().put(PutRequest.newBuilder().setKey(MARK).setValue(value).build()).getErr();
    if (error != Error.ERROR_UNSPECIFIED) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the node's database is closed");
  }

  @Override
  public void close() {
    channel.close();
  }
}
