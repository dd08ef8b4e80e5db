package org.sessionvm.rpc.method.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.vm.Message;

/** A message as readers see it. */
public record MessageObject(
    @Field("CB58 id") TransactionId id,
    @Field("CB58 id") SessionId sessionId,
    @Field("CB58 id") ParticipantId sender,
    @Field("generation of the session key; 0 is none") long keyGeneration,
    @Field("in hex") Bytes ciphertext,
    @Field("the sender's over the transaction, in hex") Bytes signature,
    @Field("time of its block; absent while pending") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<Instant> timestamp,
    @Field("its place in the session; absent while pending")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<Long> sequence) {
  /** Of a message. */
  public static MessageObject of(Message message) {
    return new MessageObject(
        message.id(),
        message.session(),
        message.sender(),
        message.keyGeneration(),
        message.ciphertext(),
        message.signature(),
        boxed(message.acceptedMillis()).map(Instant::ofEpochMilli),
        boxed(message.sequence()));
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
