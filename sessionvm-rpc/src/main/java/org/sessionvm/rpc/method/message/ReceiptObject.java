package org.sessionvm.rpc.method.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.state.MessageReceipt;

/** How far a participant has come, as another one may see it. */
public record ReceiptObject(
    @Field("CB58 id") ParticipantId participant,
    @Field("messages that have reached it: all of a lower sequence") long delivered,
    @Field("messages that it has read, likewise; absent if it keeps that to itself")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<Long> read) {
  /** Of a participant; what is private is shown to itself. */
  public static ReceiptObject of(ParticipantId participant, MessageReceipt receipt, boolean own) {
    return new ReceiptObject(
        participant,
        receipt.delivered(),
        own || !receipt.isPrivate() ? Optional.of(receipt.read()) : Optional.empty());
  }
}
