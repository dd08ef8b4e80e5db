package org.sessionvm.launcher.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * {@code operator.json} in the data directory of a node that runs: the address of its operations
 * and a token for them, readable by the owner alone, removed when the node stops.
 */
public final class OperatorFile implements AutoCloseable {
  /** Its name. */
  public static final String NAME = "operator.json";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  private OperatorFile(Path path) {
    this.path = path;
  }

  /** The file of a node with this data directory. */
  public static Path in(Path dataDirectory) {
    return dataDirectory.resolve(NAME);
  }

  /** Where a node can be asked, and with which token. */
  public record Node(URI url, String token) {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Node[" + url + "]";
    }
  }

  /**
   * The node that runs with this data directory, or was killed there; none if there is no file.
   *
   * @throws IOException when the file cannot be read or is something else
   */
  public static Optional<Node> read(Path dataDirectory) throws IOException {
    try {
      JsonNode known = JSON.readTree(Files.readAllBytes(in(dataDirectory)));
      return Optional.of(
          new Node(URI.create(known.path("url").asText()), known.path("token").asText()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException(in(dataDirectory) + " is not what a node writes", e);
    }
  }

  static OperatorFile write(Path dataDirectory, URI url, String token) {
    Path path = in(dataDirectory);
    try {
      // Made with its mode and moved into place, so that nobody reads it half-written or too early.
      Path made =
          Files.createTempFile(
              dataDirectory,
              ".operator-",
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(
          made,
          JSON.writeValueAsBytes(
              JSON.createObjectNode().put("url", url.toString()).put("token", token)));
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new OperatorFile(path);
    } catch (IOException e) {
      throw new NodeFailure("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
