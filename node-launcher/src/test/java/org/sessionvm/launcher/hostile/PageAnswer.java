package org.sessionvm.launcher.hostile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/**
 * What came back for pages, of which nothing is kept: they are megabytes.
 *
 * @param status of HTTP
 * @param results how many calls had a result
 * @param refused how many were refused for a limit
 * @param others how many had any other error
 */
record PageAnswer(int status, int results, int refused, int others) {
  private static final int LIMIT_EXCEEDED = -32_005;
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  /** Sends a request, and reads the answer to its end. */
  static PageAnswer of(Socket socket, String request) throws IOException {
    if (!Attack.send(socket, request)) {
      throw new IOException("the node hung up");
    }
    InputStream in = socket.getInputStream();
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return read(status, new Body(in, length));
  }

  private static PageAnswer read(int status, InputStream body) throws IOException {
    int results = 0;
    int refused = 0;
    int others = 0;
    try (JsonParser json = JSON.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          continue;
        }
        switch (json.currentName()) {
          case "result" -> {
            json.nextToken();
            json.skipChildren();
            results++;
          }
          case "code" -> {
            boolean limit = json.nextIntValue(0) == LIMIT_EXCEEDED;
            refused += limit ? 1 : 0;
            others += limit ? 0 : 1;
          }
          default -> {
            // Only what was answered is counted.
          }
        }
      }
    }
    return new PageAnswer(status, results, refused, others);
  }

  /** Whether all of so many calls were answered, or the whole was refused. */
  boolean isFullOrRefused(int calls) {
    return others == 0
        && (status == 200 ? results + refused == calls : status == 503 && refused == 1);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the node hung up");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** So many bytes of a stream. */
  private static final class Body extends InputStream {
    private final InputStream in;
    private int left;

    Body(InputStream in, int length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = left == 0 ? -1 : in.read(target, offset, Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
