package org.sessionvm.rpc;

import java.util.Optional;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.rpc.limits.ClientAddress;

/**
 * What is known of a caller besides what it says.
 *
 * @param token what it presents, not looked at yet
 * @param address where it calls from, if rates count by address
 */
public record CallContext(Optional<BearerToken> token, Optional<ClientAddress> address) {
  /** A caller of whom nothing is known. */
  public static final CallContext ANONYMOUS = new CallContext(Optional.empty(), Optional.empty());
}
