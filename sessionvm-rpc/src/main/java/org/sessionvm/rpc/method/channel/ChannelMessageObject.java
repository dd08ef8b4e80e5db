package org.sessionvm.rpc.method.channel;

import java.time.Instant;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.vm.ChannelReader;

/** A message of a channel as its members see it. */
public record ChannelMessageObject(
    @Field("CB58 id") TransactionId id,
    @Field("CB58 id") ChannelId channelId,
    @Field("CB58 id") ParticipantId sender,
    @Field("number of the key it is under") long keyGeneration,
    @Field("in hex") Bytes ciphertext,
    @Field("the sender's over the transaction, in hex") Bytes signature,
    @Field("time of its block") Instant timestamp,
    @Field("its place in the channel") long sequence) {
  /** One that was read. */
  public static ChannelMessageObject of(ChannelReader.Said said) {
    return new ChannelMessageObject(
        said.accepted().id(),
        said.sent().channel(),
        said.sent().sender(),
        said.sent().keyGeneration(),
        said.sent().ciphertext(),
        said.signature(),
        Instant.ofEpochMilli(said.accepted().acceptedMillis()),
        said.sequence());
  }
}
