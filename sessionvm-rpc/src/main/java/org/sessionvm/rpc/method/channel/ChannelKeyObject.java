package org.sessionvm.rpc.method.channel;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.transaction.ChannelKeyEntry;

/** A channel's key as one member can unwrap it. */
public record ChannelKeyObject(
    @Field("CB58 or 07 hex") ParticipantId member,
    @Field("1 to 2048 bytes in hex that only the member opens") Bytes wrappedKey) {
  ChannelKeyEntry toEntry() {
    return new ChannelKeyEntry(member, wrappedKey);
  }
}
