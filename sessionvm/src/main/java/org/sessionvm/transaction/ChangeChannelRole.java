package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Channels;
import org.sessionvm.state.StateDiff;

/**
 * The owner of a channel gives a member a role; as owner the member takes its place.
 *
 * @param channel which one
 * @param owner who
 * @param member to whom
 * @param membership the creation or invitation by which that is a member
 * @param role which; the former owner becomes an admin
 * @param timestampMillis the owner's clock, unsigned; later than that of the change before
 */
public record ChangeChannelRole(
    ChannelId channel,
    ParticipantId owner,
    ParticipantId member,
    TransactionId membership,
    ChannelRole role,
    long timestampMillis)
    implements Transaction {
  static final int TYPE = 21;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(owner).id(member).id(membership);
    writer.u8(role.number()).u64(timestampMillis);
  }

  static ChangeChannelRole read(ByteReader reader) {
    return new ChangeChannelRole(
        reader.id(ChannelId::new),
        reader.id(ParticipantId::new),
        reader.id(ParticipantId::new),
        reader.id(TransactionId::new),
        ChannelRole.of(reader.u8()),
        reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return member.equals(owner)
        ? Optional.of(Rejection.malformed("member", "must be another than the owner"))
        : Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return current(context)
        .filter(found -> found.change().equals(id))
        .map(_ -> new Outcome.ChannelRoleChanged(channel));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Membership.known(context, channel);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, owner);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Membership.require(context, channel, owner, ChannelRole.OWNER)
        .or(
            () ->
                current(context).isEmpty()
                    ? Optional.of(Rejection.of(RejectionCode.UNKNOWN_MEMBER))
                    : timeliness(context))
        .or(
            () ->
                role == ChannelRole.OWNER
                    ? CreateChannel.ownable(context, member)
                    : Optional.empty());
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    Channels.changeRole(state, channel, member, role, id, timestampMillis);
    return new Outcome.ChannelRoleChanged(channel);
  }

  private Optional<ChannelMember> current(StateContext context) {
    return Membership.member(context, channel, member)
        .filter(found -> found.membership().equals(membership));
  }

  private Optional<Rejection> timeliness(StateContext context) {
    long replaced = current(context).orElseThrow().changedMillis();
    return Ownership.timeliness(context, timestampMillis, replaced);
  }
}
