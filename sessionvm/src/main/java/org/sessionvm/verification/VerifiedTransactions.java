package org.sessionvm.verification;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sessionvm.primitives.Bytes;

/**
 * Remembers which transactions carry a valid signature, by the hash that covers the signature too.
 * (By the transaction id, which does not, a block with a wrong signature would pass on the nodes
 * that saw a right one, and only there.) Bounded: the longest unused is forgotten.
 */
final class VerifiedTransactions {
  private final Map<Bytes, Boolean> fingerprints;

  VerifiedTransactions(int entriesMax) {
    fingerprints =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
            return size() > entriesMax;
          }
        };
  }

  synchronized boolean contains(Bytes fingerprint) {
    return fingerprints.get(fingerprint) != null;
  }

  synchronized void add(Bytes fingerprint) {
    fingerprints.put(fingerprint, true);
  }
}
