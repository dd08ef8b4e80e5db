package org.sessionvm.rpc.method.channel;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.PagedMethod;
import org.sessionvm.rpc.method.Pages;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.ChannelView;
import org.sessionvm.vm.HandleReader;
import org.sessionvm.vm.StateReader;

/** Lists the channels of a participant. */
public final class ListChannelsMethod
    extends PagedMethod<ListChannelsMethod.Parameters, ListChannelsMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.ListChannels",
              "Lists the channels that a participant owns, is a member of or is invited to.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("whose, CB58 or 07 hex") ParticipantId participant,
      @Field("owner, member or invited") String relation,
      @Field("most channels of the page; 100 if absent, 1000 at the most") Optional<Long> limit,
      @Field("nextCursor of the page before, in hex") Optional<Bytes> cursor) {}

  /** What it answers. */
  public record Result(
      @Field("in the order of their ids") List<ChannelObject> channels,
      @Field("where the next page begins; null at the end") Optional<Bytes> nextCursor) {}

  public ListChannelsMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  private static List<ChannelObject> objects(
      ChannelReader channels, HandleReader.Page<ChannelId> page, Parameters parameters) {
    return page.items().stream()
        .flatMap(id -> channels.view(id, Optional.of(parameters.participant())).stream())
        .filter(ChannelView::isEntitled)
        .map(ChannelObject::of)
        .toList();
  }

  @Override
  public Optional<Result> handleSmall(Parameters parameters, Caller caller) {
    return Pages.isSmall(parameters.limit(), Pages.SMALL_ITEMS)
        ? Optional.of(handle(parameters, caller))
        : Optional.empty();
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    caller.requireSelf(parameters.participant());
    int limit = Pages.limit(parameters.limit(), ChannelReader.PER_PAGE_MAX);
    ChannelWords.requireCursor(parameters.cursor());
    try (StateReader state = services.vm().read()) {
      ChannelReader channels = state.channels();
      HandleReader.Page<ChannelId> page =
          channels.channels(
              parameters.participant(),
              ChannelWords.relation(parameters.relation()),
              parameters.cursor(),
              limit);
      return new Result(objects(channels, page, parameters), page.next());
    }
  }
}
