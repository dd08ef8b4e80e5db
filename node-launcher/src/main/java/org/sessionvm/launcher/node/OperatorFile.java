package org.sessionvm.launcher.node;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

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
