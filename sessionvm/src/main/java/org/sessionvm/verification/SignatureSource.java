package org.sessionvm.verification;

import java.util.concurrent.atomic.AtomicInteger;
import org.sessionvm.primitives.Bytes;

/**
 * Where signatures come from: one connection of a network. It is what the checks are shared out by,
 * because it cannot be forged as the name of a sender can: who names a victim wears out its own
 * connection. Safe for any thread.
 */
public final class SignatureSource {
  /** How many good signatures in a row a bad one costs. */
  static final int PROBATION = 8;

  /** The host itself, which waits for nobody's sake. */
  public static final SignatureSource HOST = new SignatureSource(Bytes.EMPTY, true);

  private final Bytes network;
  private final boolean trusted;

  /** Positive after good signatures alone, negative while on probation. */
  private final AtomicInteger score = new AtomicInteger();

  /** How a source stands, best first. */
  enum Standing {
    /** Its last signatures were good. */
    PROVED,
    /** It has signed nothing yet. */
    UNKNOWN,
    /** It gave a bad signature not long ago. */
    SUSPECT
  }

  /**
   * A connection of which nothing is known yet.
   *
   * @param network what its address is counted by; sources of one network share its turns
   */
  public SignatureSource(Bytes network) {
    this(network, false);
  }

  private SignatureSource(Bytes network, boolean trusted) {
    this.network = network;
    this.trusted = trusted;
  }

  Bytes network() {
    return network;
  }

  Standing standing() {
    int now = score.get();
    if (trusted || now > 0) {
      return Standing.PROVED;
    }
    return now == 0 ? Standing.UNKNOWN : Standing.SUSPECT;
  }

  void judged(boolean good) {
    score.updateAndGet(now -> good ? Math.min(now + 1, 1) : -PROBATION);
  }

  @Override
  public String toString() {
    return "SignatureSource[" + standing() + "]";
  }
}
