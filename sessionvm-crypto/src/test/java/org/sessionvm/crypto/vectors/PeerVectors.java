package org.sessionvm.crypto.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;

/** The files below {@code pq-vectors}, made by the reference implementation. */
public final class PeerVectors {
  private static final JsonNode IDENTITIES = read("identities").get("identities");

  private PeerVectors() {}

  /** One list of one file. */
  public static List<JsonNode> list(String file, String name) {
    return elements(read(file).get(name));
  }

  /** All identities. */
  public static List<JsonNode> identities() {
    return elements(IDENTITIES);
  }

  /** The identity whose number stands in a field of a case. */
  public static JsonNode identity(JsonNode vector, String field) {
    return IDENTITIES.get(vector.get(field).asInt());
  }

  /** The public keys of an identity. */
  public static IdentityKeys keys(JsonNode identity) {
    return new IdentityKeys(
        new MlKemPublicKey(bytes(identity, "kemPublicKey")),
        new MlDsaPublicKey(bytes(identity, "dsaPublicKey")));
  }

  /** A field in hexadecimal. */
  public static Bytes bytes(JsonNode vector, String field) {
    return Bytes.fromHex(vector.get(field).asText());
  }

  private static JsonNode read(String file) {
    String resource = "/pq-vectors/" + file + ".json";
    try (InputStream in = PeerVectors.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    if (elements.isEmpty()) {
      throw new IllegalStateException("no vectors");
    }
    return elements;
  }
}
