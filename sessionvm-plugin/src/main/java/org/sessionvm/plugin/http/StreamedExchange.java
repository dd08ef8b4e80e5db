package org.sessionvm.plugin.http;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sessionvm.plugin.node.NodeChannel;
import org.sessionvm.plugin.protocol.http.Element;
import org.sessionvm.plugin.protocol.http.HTTPRequest;
import org.sessionvm.plugin.protocol.http.writer.Header;
import org.sessionvm.plugin.protocol.http.writer.WriteHeaderRequest;
import org.sessionvm.plugin.protocol.http.writer.WriteRequest;
import org.sessionvm.plugin.protocol.http.writer.WriterGrpc;
import org.sessionvm.plugin.protocol.io.ReadErrorCode;
import org.sessionvm.plugin.protocol.io.ReadRequest;
import org.sessionvm.plugin.protocol.io.ReadResponse;
import org.sessionvm.plugin.protocol.io.ReaderGrpc;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.HttpFace;
import org.sessionvm.spi.HttpReply;
import org.sessionvm.spi.HttpRequest;

/**
 * A request whose body is fetched from the node and whose answer is brought there, or whose
 * connection is taken over. An upgrade to a protocol that is not spoken here is not taken, and the
 * request answered as it stands (RFC 9110, section 7.8).
 */
final class StreamedExchange implements AutoCloseable {
  /** As much of a body is fetched; who sends more is told that it is too large. */
  static final int BODY_BYTES_MAX = 64 << 20;

  private static final int PIECE_BYTES = 256 << 10;

  /** How long the node may let a piece of a body wait, which its own time for a request bounds. */
  private static final long PIECE_SECONDS = 30;

  private final HTTPRequest request;
  private final NodeChannel channel;

  private StreamedExchange(HTTPRequest request, NodeChannel channel) {
    this.request = request;
    this.channel = channel;
  }

  static StreamedExchange of(HTTPRequest request) {
    String address = request.getResponseWriter().getServerAddr();
    return new StreamedExchange(request, NodeChannel.to(address));
  }

  /** Returns when the request is answered, or the connection that it became has ended. */
  List<Element> answer(HttpFace face) {
    HttpRequest head = withBody(Bytes.EMPTY);
    if (face.upgrades(head)) {
      face.upgrade(head, TakenConnection.of(channel));
      return List.of();
    }
    HttpReply reply = face.answer(withBody(body()));
    write(reply);
    return HttpService.elements(request.getResponseWriter().getHeaderList(), reply);
  }

  private HttpRequest withBody(Bytes body) {
    String uri = request.getRequest().getRequestUri();
    ChainPath path = ChainPath.of(uri.isEmpty() ? uriOfParts() : uri);
    return new HttpRequest(
        request.getRequest().getMethod(),
        path.path(),
        path.query(),
        HttpService.headers(request.getRequest().getHeaderList()),
        body);
  }

  private String uriOfParts() {
    String query = request.getRequest().getUrl().getRawQuery();
    return request.getRequest().getUrl().getPath() + (query.isEmpty() ? "" : "?" + query);
  }

  private Bytes body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ReaderGrpc.ReaderBlockingStub reader = ReaderGrpc.newBlockingStub(channel.channel());
    ReadResponse piece;
    do {
      piece =
          reader
              .withDeadlineAfter(PIECE_SECONDS, TimeUnit.SECONDS)
              .read(ReadRequest.newBuilder().setLength(PIECE_BYTES).build());
      body.writeBytes(piece.getRead().toByteArray());
    } while (!piece.hasError() && body.size() <= BODY_BYTES_MAX);
    boolean broken =
        piece.hasError() && piece.getError().getErrorCode() != ReadErrorCode.READ_ERROR_CODE_END;
    // Whoever broke off gets no answer; what it sent is not to be carried out.
    return broken ? Bytes.EMPTY : Bytes.wrap(body.toByteArray());
  }

  private void write(HttpReply reply) {
    List<Header> headers = new ArrayList<>();
    for (Element element :
        HttpService.elements(request.getResponseWriter().getHeaderList(), reply)) {
      headers.add(
          Header.newBuilder()
              .setKey(element.getKey())
              .addAllValues(element.getValuesList())
              .build());
    }
    WriterGrpc.WriterBlockingStub writer =
        WriterGrpc.newBlockingStub(channel.channel())
            .withDeadlineAfter(PIECE_SECONDS, TimeUnit.SECONDS);
    writer.writeHeader(
        WriteHeaderRequest.newBuilder()
            .addAllHeaders(headers)
            .setStatusCode(reply.status())
            .build());
    if (reply.body().size() > 0) {
      writer.write(
          WriteRequest.newBuilder()
              .addAllHeaders(headers)
              .setPayload(ByteString.copyFrom(reply.body().toByteArray()))
              .build());
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
