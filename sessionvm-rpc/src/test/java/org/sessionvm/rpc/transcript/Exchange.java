package org.sessionvm.rpc.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sessionvm.rpc.node.RawConnection;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Sends a recorded request to a node. */
record Exchange(TestNode node, TestCaller caller) {
  private static final int TOO_LONG = 1 << 20;

  Answer send(Transcript transcript, UnaryOperator<String> change) {
    JsonNode request = transcript.request();
    byte[] body = body(transcript, change);
    if (body.length > TOO_LONG) {
      return sendTooLong(body);
    }
    HttpRequest.Builder builder = caller.request(request.get("path").textValue());
    boolean chunked = false;
    for (Map.Entry<String, JsonNode> header : request.get("headers").properties()) {
      if (header.getKey().equals("Transfer-Encoding")) {
        chunked = true;
      } else {
        builder.header(header.getKey(), header.getValue().textValue());
      }
    }
    BodyPublisher publisher =
        chunked
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
            : BodyPublishers.ofByteArray(body);
    HttpResponse<String> response =
        caller.send(builder.method(request.get("method").textValue(), publisher));
    return new Answer(response.statusCode(), response.body());
  }

  private static byte[] body(Transcript transcript, UnaryOperator<String> change) {
    byte[] body = transcript.body();
    return transcript.request().has("bodyBase64")
        ? body
        : change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  /** An ordinary client may see a reset before it reads the answer. */
  private Answer sendTooLong(byte[] body) {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(
          "POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length
              + "\r\n\r\n");
      connection.sendUntilRefused((byte) ' ', body.length);
      String answer = connection.readAll();
      int status = Integer.parseInt(answer.substring(9, 12));
      return new Answer(status, answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
  }
}
