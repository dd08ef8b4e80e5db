package org.sessionvm.rpc.method;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import org.sessionvm.primitives.Bytes;

/**
 * A byte string that is written in base64 (RFC 4648, section 4), as the reference does for keys.
 */
public record Base64Bytes(Bytes bytes) {
  @JsonValue
  String text() {
    return Base64.getEncoder().encodeToString(bytes.unsafeArray());
  }
}
