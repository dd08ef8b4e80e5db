package org.sessionvm.crypto.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.sessionvm.primitives.MlDsaPublicKey;

/**
 * What a library made of the public keys used last. Bounded, for a parsed key holds about 10 KB,
 * part of it outside the heap where only the collector's finalizers free it.
 */
final class PublicKeyCache<T> {
  static final int KEYS_MAX = 2048;

  private final Function<MlDsaPublicKey, T> parser;

  private final Map<MlDsaPublicKey, T> parsed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MlDsaPublicKey, T> eldest) {
          return size() > KEYS_MAX;
        }
      };

  PublicKeyCache(Function<MlDsaPublicKey, T> parser) {
    this.parser = parser;
  }

  T get(MlDsaPublicKey key) {
    synchronized (parsed) {
      T known = parsed.get(key);
      if (known != null) {
        return known;
      }
    }
    // Outside the lock: parsing takes longer than everything else here.
    T made = parser.apply(key);
    synchronized (parsed) {
      parsed.put(key, made);
    }
    return made;
  }

  int size() {
    synchronized (parsed) {
      return parsed.size();
    }
  }
}
