package org.sessionvm.spi;

import java.util.Map;
import org.sessionvm.primitives.Bytes;

/**
 * The answer to a request.
 *
 * @param status of HTTP
 * @param headers by their names, in the form of {@code Content-Type}
 * @param body empty where there is nothing to say
 */
public record HttpReply(int status, Map<String, String> headers, Bytes body) {
  public HttpReply {
    headers = Map.copyOf(headers);
  }
}
