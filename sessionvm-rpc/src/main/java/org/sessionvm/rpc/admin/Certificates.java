package org.sessionvm.rpc.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The certificates of the listeners. Safe for any thread. */
public interface Certificates {
  /** None: every listener is plain. */
  Certificates NONE = List::of;

  /**
   * The certificate of a listener.
   *
   * @param listener {@code http} or {@code metrics}
   * @param notAfter when it expires
   * @param problem why the files on disk were not taken, so that the certificate of before is used
   */
  record Report(String listener, Instant notAfter, Optional<String> problem) {}

  /** Reads all files anew. Where a file is no good the certificate of before stays. */
  List<Report> reload();
}
