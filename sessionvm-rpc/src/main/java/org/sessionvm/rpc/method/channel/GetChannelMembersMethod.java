package org.sessionvm.rpc.method.channel;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.PagedMethod;
import org.sessionvm.rpc.method.Pages;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.HandleReader;
import org.sessionvm.vm.StateReader;

/** Lists the members of a channel. */
public final class GetChannelMembersMethod
    extends PagedMethod<GetChannelMembersMethod.Parameters, GetChannelMembersMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetChannelMembers",
              "Lists the members of a channel.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") ChannelId channelId,
      @Field("most members of the page; 100 if absent, 1000 at the most") Optional<Long> limit,
      @Field("nextCursor of the page before, in hex") Optional<Bytes> cursor) {}

  /** What it answers. */
  public record Result(
      @Field("in the order of their ids") List<ChannelMemberObject> members,
      @Field("where the next page begins; null at the end") Optional<Bytes> nextCursor) {}

  public GetChannelMembersMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Optional<Result> handleSmall(Parameters parameters, Caller caller) {
    return Pages.isSmall(parameters.limit(), Pages.SMALL_ITEMS)
        ? Optional.of(handle(parameters, caller))
        : Optional.empty();
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    int limit = Pages.limit(parameters.limit(), ChannelReader.PER_PAGE_MAX);
    ChannelWords.requireCursor(parameters.cursor());
    ChannelId id = parameters.channelId();
    try (StateReader state = services.vm().read()) {
      ChannelReader channels = state.channels();
      long generation = ChannelWords.ofMembers(channels, id, caller).generations().latest();
      HandleReader.Page<ChannelReader.Member> page =
          channels.members(id, parameters.cursor(), limit);
      return new Result(
          page.items().stream()
              .map(
                  member ->
                      ChannelMemberObject.of(
                          member, channels.key(id, member.participant(), generation).isPresent()))
              .toList(),
          page.next());
    }
  }
}
