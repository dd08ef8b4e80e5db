package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.ParticipantId;

/**
 * One registration of a handle.
 *
 * @param name of the handle
 * @param owner who registered it
 * @param registeredMillis the time of that block
 * @param forgetMillis when it is forgotten, its owner having given it up; 0 while it is registered
 * @param profiled whether its owner has told anything of it
 * @param chats how many pairs with another handle are kept
 */
public record Incarnation(
    HandleName name,
    ParticipantId owner,
    long registeredMillis,
    long forgetMillis,
    boolean profiled,
    int chats) {
  /** Bytes on disk. */
  public static final Codec<Incarnation> CODEC =
      Codec.of(
          (writer, incarnation) ->
              writer
                  .string(incarnation.name.text())
                  .id(incarnation.owner)
                  .u64(incarnation.registeredMillis)
                  .u64(incarnation.forgetMillis)
                  .flag(incarnation.profiled)
                  .u32(incarnation.chats),
          reader ->
              new Incarnation(
                  new HandleName(reader.string(HandleName.BYTES_MAX)),
                  reader.id(ParticipantId::new),
                  reader.u64(),
                  reader.u64(),
                  reader.flag(),
                  reader.u32()));

  /** Whether its owner has given it up. */
  public boolean isRenounced() {
    return forgetMillis != 0;
  }

  /** Whether it is to be treated as forgotten at {@code millis}. */
  public boolean isGoneAt(long millis) {
    return isRenounced() && millis >= forgetMillis;
  }

  Incarnation renounced(long millis) {
    return new Incarnation(name, owner, registeredMillis, millis, false, chats);
  }

  Incarnation withProfile() {
    return new Incarnation(name, owner, registeredMillis, forgetMillis, true, chats);
  }

  Incarnation addChats(int more) {
    return new Incarnation(name, owner, registeredMillis, forgetMillis, profiled, chats + more);
  }
}
