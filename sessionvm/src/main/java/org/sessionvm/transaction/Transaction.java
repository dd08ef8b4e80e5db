package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.StateDiff;

/**
 * Something that somebody asks the chain to do. The state machine calls the rules in the order in
 * which they stand here, the dear ones last; none of them checks the signature, which is checked
 * between {@link #authorize} and {@link #limits}.
 */
public sealed interface Transaction
    permits RegisterIdentity,
        CreateSession,
        AcceptSession,
        SendMessage,
        CloseSession,
        RegisterHandle,
        RenounceHandle,
        UpdateProfile,
        EstablishSession,
        BlockSession,
        RenewSession,
        RotateSessionKey,
        DeleteMessage,
        PurgeSession,
        AcknowledgeMessages,
        CreateChannel,
        InviteToChannel,
        JoinChannel,
        RemoveChannelMember,
        ChangeChannelRole,
        GiveChannelKey,
        SendChannelMessage,
        DeleteChannelMessage,
        CloseChannel {
  /** The number that is signed with the fields; never reused. */
  int type();

  /** Writes the fields in the order in which they are signed. */
  void writeFields(ByteWriter writer);

  /** Whether the fields are well formed under the rules of the chain and agree with the state. */
  Optional<Rejection> form(StateContext context);

  /** What this transaction did when it was accepted before, or would do once more to no effect. */
  Optional<Outcome> settled(StateContext context, TransactionId id);

  /** Whether what it refers to exists and has not ended; the latter only if not settled. */
  Optional<Rejection> target(StateContext context, TransactionId id, boolean settled);

  /** Whether its sender is one who may do this. */
  Optional<Rejection> authorize(StateContext context);

  /** Whose signature it must carry: a known key, nobody's, or that of one whom nobody knows. */
  Signer signer(StateContext context);

  /** Whether a limit of the chain is reached, or what only the sender may be told is in the way. */
  Optional<Rejection> limits(StateContext context);

  /** Changes the state. Only called after every check has passed. */
  Outcome apply(StateContext context, StateDiff state, TransactionId id);

  /** Who must have signed a transaction. */
  sealed interface Signer {
    /** The owner of this key. */
    record Known(MlDsaPublicKey key) implements Signer {}

    /** Nobody: it proves nobody. */
    record Nobody() implements Signer {}

    /** A participant whose keys the chain does not know, so that no signature can be right. */
    record Unknown() implements Signer {}
  }
}
