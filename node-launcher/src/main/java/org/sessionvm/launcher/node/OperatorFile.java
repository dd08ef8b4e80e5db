package org.sessionvm.launcher.node;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.store.file.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code operator.json} in the data directory of a node that runs: the address of its operations
 * with what its certificate is, and a token for them, readable by the owner alone, removed when the
 * node stops.
 */
public final class OperatorFile implements AutoCloseable {
  /** Its name. */
  public static final String NAME = "operator.json";

  private static final String URL = "url";
  private static final String TOKEN = "token";
  private static final String CERTIFICATES = "certificateSha256";

  private static final Logger LOG = LoggerFactory.getLogger(OperatorFile.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Path dataDirectory;
  private final URI url;
  private final String token;
  private Optional<Set<Bytes>> due = Optional.empty();
  private boolean failed;
  private boolean closed;

  private OperatorFile(Path dataDirectory, URI url, String token) {
    this.dataDirectory = dataDirectory;
    this.url = url;
    this.token = token;
  }

  /** The file of a node with this data directory. */
  public static Path in(Path dataDirectory) {
    return dataDirectory.resolve(NAME);
  }

  /**
   * Where a node can be asked, and with which token.
   *
   * @param certificates SHA-256 of those that it may show; empty where it has no TLS
   */
  public record Node(URI url, String token, Set<Bytes> certificates) {
    public Node {
      certificates = Set.copyOf(certificates);
    }

    /** Shows no token. */
    @Override
    public String toString() {
      return "Node[" + url + "]";
    }
  }

  /**
   * The node that runs with this data directory, or was killed there; none if there is no file.
   *
   * @throws NodeFailure that names the file when it cannot be read or is not what a node writes
   */
  public static Optional<Node> read(Path dataDirectory) {
    Path file = in(dataDirectory);
    try {
      return Optional.of(node(JSON.readTree(Files.readAllBytes(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      throw new NodeFailure(
          file + " is not what a node writes; the next start of the node writes it anew", e);
    } catch (IOException e) {
      throw new NodeFailure("cannot read " + file + ": " + DurableFiles.reason(e), e);
    }
  }

  private static Node node(JsonNode known) {
    URI url = URI.create(text(known, URL));
    if (url.getHost() == null) {
      throw new IllegalArgumentException(URL + " has no host");
    }
    Set<Bytes> certificates = new HashSet<>();
    known.path(CERTIFICATES).forEach(each -> certificates.add(Bytes.fromHex(each.asText())));
    return new Node(url, text(known, TOKEN), certificates);
  }

  private static String text(JsonNode known, String name) {
    String text = known.path(name).asText();
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  static OperatorFile write(Path dataDirectory, URI url, String token) {
    OperatorFile file = new OperatorFile(dataDirectory, url, token);
    file.pin(Set.of());
    return file;
  }

  /** From now on the node may show these certificates and no other. */
  synchronized void pin(Set<Bytes> certificates) {
    due = Optional.of(certificates);
    writeDue();
  }

  /** Writes what could not be written before. A node on a full disk starts without its file. */
  synchronized void writeDue() {
    if (closed || due.isEmpty()) {
      return;
    }
    Path path = in(dataDirectory);
    try {
      write(path, due.get());
      due = Optional.empty();
      failed = false;
    } catch (IOException e) {
      fail(path, DurableFiles.reason(e));
    }
  }

  private void fail(Path path, String reason) {
    if (!failed) {
      LOG.warn("cannot write {}: {}; it is tried again every second", path, reason);
    }
    failed = true;
    // One of a start or certificate before leads elsewhere, which is worse than none.
    if (!path.toFile().delete()) {
      LOG.debug("{} is not there", path);
    }
  }

  private void write(Path path, Set<Bytes> certificates) throws IOException {
    ObjectNode known = JSON.createObjectNode().put(URL, url.toString()).put(TOKEN, token);
    if (!certificates.isEmpty()) {
      ArrayNode hashes = known.putArray(CERTIFICATES);
      certificates.forEach(each -> hashes.add(each.toHex()));
    }
    // Made with its mode and moved into place, so that nobody reads it half-written or too early.
    Path made =
        Files.createTempFile(
            dataDirectory,
            ".operator-",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(made, JSON.writeValueAsBytes(known));
      // Synced first, or a power failure leaves the name on a file without content.
      DurableFiles.sync(made);
      DurableFiles.move(made, path);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    Files.deleteIfExists(in(dataDirectory));
  }
}
