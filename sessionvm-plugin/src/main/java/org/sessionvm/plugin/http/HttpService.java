package org.sessionvm.plugin.http;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sessionvm.plugin.protocol.http.Element;
import org.sessionvm.plugin.protocol.http.HTTPGrpc;
import org.sessionvm.plugin.protocol.http.HTTPRequest;
import org.sessionvm.plugin.protocol.http.HTTPResponse;
import org.sessionvm.plugin.protocol.http.HandleSimpleHTTPRequest;
import org.sessionvm.plugin.protocol.http.HandleSimpleHTTPResponse;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.HttpFace;
import org.sessionvm.spi.HttpReply;
import org.sessionvm.spi.HttpRequest;

/** Answers what wallets ask the node under the chain's path. Runs on virtual threads. */
public final class HttpService extends HTTPGrpc.HTTPImplBase {
  private final Supplier<Optional<HttpFace>> face;

  /**
   * The service of a plugin.
   *
   * @param face what answers, once there is a chain
   */
  public HttpService(Supplier<Optional<HttpFace>> face) {
    this.face = face;
  }

  @Override
  public void handleSimple(
      HandleSimpleHTTPRequest request, StreamObserver<HandleSimpleHTTPResponse> observer) {
    Optional<HttpFace> open = face.get();
    if (open.isEmpty()) {
      observer.onError(noChain());
      return;
    }
    ChainPath path = ChainPath.of(request.getUrl());
    HttpReply reply =
        open.get()
            .answer(
                new HttpRequest(
                    request.getMethod(),
                    path.path(),
                    path.query(),
                    headers(request.getRequestHeadersList()),
                    Bytes.wrap(request.getBody().toByteArray())));
    observer.onNext(
        HandleSimpleHTTPResponse.newBuilder()
            .setCode(reply.status())
            .addAllHeaders(elements(request.getResponseHeadersList(), reply))
            .setBody(ByteString.copyFrom(reply.body().toByteArray()))
            .build());
    observer.onCompleted();
  }

  @Override
  public void handle(HTTPRequest request, StreamObserver<HTTPResponse> observer) {
    Optional<HttpFace> open = face.get();
    if (open.isEmpty()) {
      observer.onError(noChain());
      return;
    }
    try (StreamedExchange exchange = StreamedExchange.of(request)) {
      observer.onNext(HTTPResponse.newBuilder().addAllHeader(exchange.answer(open.get())).build());
      observer.onCompleted();
    }
  }

  private static RuntimeException noChain() {
    return Status.FAILED_PRECONDITION.withDescription("there is no chain yet").asRuntimeException();
  }

  static Map<String, List<String>> headers(List<Element> elements) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    elements.forEach(element -> headers.put(element.getKey(), element.getValuesList()));
    return headers;
  }

  /** What the node has set stays, unless the answer says otherwise. */
  static List<Element> elements(List<Element> before, HttpReply reply) {
    List<Element> elements = new ArrayList<>();
    before.stream()
        .filter(element -> !reply.headers().containsKey(element.getKey()))
        .forEach(elements::add);
    reply
        .headers()
        .forEach(
            (name, value) ->
                elements.add(Element.newBuilder().setKey(name).addValues(value).build()));
    return elements;
  }
}
