package org.sessionvm.launcher.wallet;

import org.sessionvm.client.keystore.StoredIdentity;

/** How an identity is shown. */
final class Identities {
  private Identities() {}

  static void print(Output out, StoredIdentity identity) {
    out.print(
        "%-32s %s".formatted(identity.name(), identity.sessionId()),
        json ->
            json.put("name", identity.name().value())
                .put("id", identity.sessionId())
                .put("participant", identity.participant().toCb58()));
  }
}
