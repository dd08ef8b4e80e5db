package org.sessionvm.rpc.method.channel;

import java.time.Instant;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.vm.ChannelReader;

/** A member of a channel as JSON. */
public record ChannelMemberObject(
    @Field("CB58 id") ParticipantId participant,
    @Field("member, admin or owner") String role,
    @Field("CB58 id of the creation or invitation that made it one") TransactionId membership,
    @Field("when it joined") Instant joined,
    @Field("whether it has an entry of the latest key that was begun") boolean hasKey) {
  static ChannelMemberObject of(ChannelReader.Member found, boolean hasKey) {
    return new ChannelMemberObject(
        found.participant(),
        found.member().role().wireName(),
        found.member().membership(),
        Instant.ofEpochMilli(found.member().joinedMillis()),
        hasKey);
  }
}
