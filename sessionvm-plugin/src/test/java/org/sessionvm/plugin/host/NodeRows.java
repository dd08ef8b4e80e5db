package org.sessionvm.plugin.host;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sessionvm.plugin.protocol.database.DatabaseGrpc;
import org.sessionvm.plugin.protocol.database.Error;
import org.sessionvm.plugin.protocol.database.GetRequest;
import org.sessionvm.plugin.protocol.database.GetResponse;
import org.sessionvm.plugin.protocol.database.PutRequest;
import org.sessionvm.plugin.protocol.database.PutResponse;

/** The node's database, which outlives the plugin and may lose what was written last. */
public final class NodeRows extends DatabaseGrpc.DatabaseImplBase {
  private final Map<ByteString, ByteString> rows = new ConcurrentHashMap<>();
  private volatile boolean closed;

  @Override
  public void get(GetRequest request, StreamObserver<GetResponse> observer) {
    ByteString value = rows.get(request.getKey());
    GetResponse.Builder answer = GetResponse.newBuilder();
    if (closed) {
      answer.setErr(Error.ERROR_CLOSED);
    } else if (value == null) {
      answer.setErr(Error.ERROR_NOT_FOUND);
    } else {
      answer.setValue(value);
    }
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  @Override
  public void put(PutRequest request, StreamObserver<PutResponse> observer) {
    PutResponse.Builder answer = PutResponse.newBuilder();
    if (closed) {
      answer.setErr(Error.ERROR_CLOSED);
    } else {
      rows.put(request.getKey(), request.getValue());
    }
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  /** What is in it now. */
  public Map<ByteString, ByteString> content() {
    return Map.copyOf(rows);
  }

  /** As after a power failure: what was written since is gone. */
  public void rollBack(Map<ByteString, ByteString> earlier) {
    rows.clear();
    rows.putAll(earlier);
  }

  /** As of a node that begins anew. */
  public void wipe() {
    rows.clear();
  }

  /** From now on it says that it is closed, or works again. */
  public void close(boolean close) {
    closed = close;
  }
}
