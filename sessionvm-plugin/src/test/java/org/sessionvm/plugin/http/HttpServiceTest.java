package org.sessionvm.plugin.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.plugin.host.StreamedBody;
import org.sessionvm.plugin.host.TestChainNode;
import org.sessionvm.plugin.protocol.http.Element;
import org.sessionvm.plugin.protocol.http.HTTPRequest;
import org.sessionvm.plugin.protocol.http.HandleSimpleHTTPRequest;
import org.sessionvm.plugin.protocol.http.HandleSimpleHTTPResponse;
import org.sessionvm.plugin.protocol.http.Request;
import org.sessionvm.plugin.protocol.http.ResponseWriter;
import org.sessionvm.plugin.protocol.http.writer.Header;
import org.sessionvm.plugin.protocol.io.ReadErrorCode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ByteStream;
import org.sessionvm.spi.HttpFace;
import org.sessionvm.spi.HttpReply;
import org.sessionvm.spi.HttpRequest;
import org.sessionvm.testkit.vm.MutableTime;

/** Requests of wallets, as the node hands them over. */
class HttpServiceTest {
  private static final Bytes BODY = Bytes.fromHex("c0ffee");

  @AutoClose private final TestChainNode node = TestChainNode.numbered(1, new MutableTime());

  private final BlockingQueue<HttpRequest> asked = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    node.start();
    node.application.face =
        request -> {
          asked.add(request);
          return new HttpReply(207, Map.of("Content-Type", "text/x", "Vary", "Origin"), BODY);
        };
  }

  private static Element element(String key, String... values) {
    return Element.newBuilder().setKey(key).addAllValues(List.of(values)).build();
  }

  private HttpRequest mapped(String url) throws InterruptedException {
    HandleSimpleHTTPResponse answer =
        node.http()
            .handleSimple(
                HandleSimpleHTTPRequest.newBuilder().setMethod("GET").setUrl(url).build());
    assertThat(answer.getCode()).isEqualTo(207);
    return asked.take();
  }

  @Test
  void keepsWhatTheNodeHasSetAndItsOwnWordComesFirst() throws InterruptedException {
    HandleSimpleHTTPResponse answer =
        node.http()
            .handleSimple(
                HandleSimpleHTTPRequest.newBuilder()
                    .setMethod("POST")
                    .setUrl("/ext/bc/X/rpc")
                    .addRequestHeaders(element("X-One", "a", "b"))
                    .setBody(ByteString.copyFromUtf8("{}"))
                    .addResponseHeaders(element("Node-Id", "n"))
                    .addResponseHeaders(element("Content-Type", "text/plain"))
                    .build());

    assertThat(answer.getHeadersList())
        .containsExactlyInAnyOrder(
            element("Node-Id", "n"), element("Content-Type", "text/x"), element("Vary", "Origin"));
    assertThat(answer.getBody().toByteArray()).isEqualTo(BODY.toByteArray());
    HttpRequest request = asked.take();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.headers().get("x-one")).containsExactly("a", "b");
    assertThat(request.body().toByteArray()).isEqualTo("{}".getBytes(UTF_8));
  }

  @Test
  void findsTheChainsOwnPathUnderEveryNameOfIt() throws InterruptedException {
    for (String name :
        new String[] {"2q9e4r6Mu3U68nU1fYjgbR6JvwrRx36CohpAX5UQxse55x1Q5", "sessionvm"}) {
      assertThat(mapped("/ext/bc/" + name).path()).isEmpty();
      assertThat(mapped("/ext/bc/" + name + "/rpc").path()).isEqualTo("/rpc");
      HttpRequest queried = mapped("/ext/bc/" + name + "/rpc?a=1&b=%20?");
      assertThat(queried.path()).isEqualTo("/rpc");
      assertThat(queried.query()).isEqualTo("a=1&b=%20?");
    }
    assertThat(mapped("/rpc?x").path()).as("by the header's route").isEqualTo("/rpc");
    assertThat(mapped("/ext/bc").path()).isEqualTo("/ext/bc");
  }

  private List<Element> streamed(StreamedBody body, Element... headers) {
    return node.http()
        .handle(
            HTTPRequest.newBuilder()
                .setResponseWriter(
                    ResponseWriter.newBuilder()
                        .addHeader(element("Node-Id", "n"))
                        .setServerAddr(body.address()))
                .setRequest(
                    Request.newBuilder()
                        .setMethod("POST")
                        .setRequestUri("/ext/bc/X/rpc?q")
                        .addAllHeader(List.of(headers)))
                .build())
        .getHeaderList();
  }

  @Test
  void fetchesABodyAndBringsTheAnswer() throws Exception {
    try (StreamedBody body = new StreamedBody(600_000, ReadErrorCode.READ_ERROR_CODE_END)) {
      assertThat(streamed(body)).hasSize(3).contains(element("Node-Id", "n"));

      HttpRequest request = asked.take();
      assertThat(request.body().size()).isEqualTo(600_000);
      assertThat(request.path()).isEqualTo("/rpc");
      assertThat(request.query()).isEqualTo("q");
      assertThat(body.heads.getFirst().getStatusCode()).isEqualTo(207);
      assertThat(body.heads.getFirst().getHeadersList())
          .contains(Header.newBuilder().setKey("Node-Id").addValues("n").build());
      assertThat(body.written.getFirst().getPayload().toByteArray()).isEqualTo(BODY.toByteArray());
    }
  }

  /** Says back how many bytes came, each time. */
  private final class CountingFace implements HttpFace {
    @Override
    public HttpReply answer(HttpRequest request) {
      throw new AssertionError("it upgrades");
    }

    @Override
    public boolean upgrades(HttpRequest request) {
      return request.header("Upgrade").isPresent();
    }

    @Override
    public void upgrade(HttpRequest request, ByteStream stream) {
      asked.add(request);
      try (stream) {
        for (Bytes piece = stream.read(1_000); piece.size() > 0; piece = stream.read(1_000)) {
          stream.write(Bytes.wrap(Integer.toString(piece.size()).getBytes(UTF_8)));
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void takesAConnectionOverForAProtocolThatIsSpoken() throws Exception {
    node.application.face = new CountingFace();
    try (StreamedBody body = new StreamedBody(2_500, ReadErrorCode.READ_ERROR_CODE_END)) {
      assertThat(streamed(body, element("Upgrade", "websocket"))).isEmpty();

      assertThat(asked.take().path()).isEqualTo("/rpc");
      assertThat(body.takenOver.stream().map(piece -> piece.getPayload().toStringUtf8()))
          .containsExactly("1000", "1000", "500");
      assertThat(body.closed.await(TestChainNode.CALL_SECONDS, TimeUnit.SECONDS)).isTrue();
      // The zero time of Go's time.Time, which means no limit.
      assertThat(body.deadlines.getFirst().getTime().toByteArray())
          .isEqualTo(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1});
      assertThat(body.heads).isEmpty();
      assertThat(body.written).isEmpty();
    }
  }

  @Test
  void answersAnUpgradeAsAnOrdinaryRequest() throws Exception {
    try (StreamedBody body = new StreamedBody(0, ReadErrorCode.READ_ERROR_CODE_END)) {
      streamed(body, element("Connection", "Upgrade"), element("Upgrade", "websocket"));

      assertThat(asked.take().header("Upgrade")).contains("websocket");
      assertThat(body.heads.getFirst().getStatusCode()).isEqualTo(207);
    }
  }

  @Test
  void doesNotCarryOutHalfABody() throws Exception {
    try (StreamedBody body = new StreamedBody(900, ReadErrorCode.READ_ERROR_CODE_UNSPECIFIED)) {
      streamed(body);

      assertThat(asked.take().body().size()).isZero();
    }
  }

  @Test
  void fetchesNoMoreOfABodyThanSaysThatItIsTooLarge() throws IOException, InterruptedException {
    try (StreamedBody body = new StreamedBody(Long.MAX_VALUE, ReadErrorCode.READ_ERROR_CODE_END)) {
      streamed(body);

      assertThat(asked.take().body().size()).isGreaterThan(StreamedExchange.BODY_BYTES_MAX);
      assertThat(body.given()).isLessThan(StreamedExchange.BODY_BYTES_MAX + (1 << 20));
    }
  }
}
