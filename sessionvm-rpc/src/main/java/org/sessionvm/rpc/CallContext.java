package org.sessionvm.rpc;

import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.live.LiveCall;
import org.sessionvm.verification.SignatureSource;

/**
 * What is known of a caller besides what it says.
 *
 * @param token what it presents, not looked at yet
 * @param address where it calls from, if rates count by address
 * @param signatures the connection whose turn its signatures are checked in, and its pages made
 * @param room that its answer takes
 * @param live the connection that stays open, where it came over one
 */
public record CallContext(
    Optional<BearerToken> token,
    Optional<ClientAddress> address,
    SignatureSource signatures,
    AnswerRoom room,
    Optional<LiveCall> live) {
  /** A caller of whom nothing is known. */
  public static final CallContext ANONYMOUS = new CallContext(Optional.empty(), Optional.empty());

  /** A caller whose connection is not known: nobody knows it from its last call. */
  public CallContext(Optional<BearerToken> token, Optional<ClientAddress> address) {
    this(
        token,
        address,
        new SignatureSource(address.map(ClientAddress::prefix).orElse(Bytes.EMPTY)),
        AnswerRoom.UNBOUNDED);
  }

  /** A caller of one request. */
  public CallContext(
      Optional<BearerToken> token,
      Optional<ClientAddress> address,
      SignatureSource signatures,
      AnswerRoom room) {
    this(token, address, signatures, room, Optional.empty());
  }
}
