package org.sessionvm.rpc.method.channel;

import java.util.List;
import java.util.Optional;
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
import org.sessionvm.vm.StateReader;

/** Reads a channel page by page. */
public final class GetChannelMessagesMethod
    extends PagedMethod<GetChannelMessagesMethod.Parameters, GetChannelMessagesMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetChannelMessages",
              "Reads messages of a channel in order.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") ChannelId channelId,
      @Field("first sequence to look at; 0 if absent") Optional<Long> fromSequence,
      @Field("most messages of the page; 100 if absent, 1000 at the most") Optional<Long> limit) {}

  /** What it answers. */
  public record Result(
      @Field("in order; deleted ones are skipped") List<ChannelMessageObject> messages,
      @Field("one past the last that was looked at") long nextSequence) {}

  public GetChannelMessagesMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Optional<Result> handleSmall(Parameters parameters, Caller caller) {
    ChannelReader.Saids page = read(parameters, caller, Pages.SMALL_MESSAGES_BYTES);
    boolean small =
        page.bytes() < Pages.SMALL_MESSAGES_BYTES || parameters.limit().equals(Optional.of(1L));
    return small ? Optional.of(result(page)) : Optional.empty();
  }

  private ChannelReader.Saids read(Parameters parameters, Caller caller, int bytesMax) {
    int limit = Pages.limit(parameters.limit(), ChannelReader.PER_PAGE_MAX);
    ChannelId id = parameters.channelId();
    try (StateReader state = services.vm().read()) {
      ChannelReader channels = state.channels();
      ChannelWords.ofMembers(channels, id, caller);
      return channels.messages(id, parameters.fromSequence().orElse(0L), limit, bytesMax);
    }
  }

  private static Result result(ChannelReader.Saids page) {
    return new Result(
        page.messages().stream().map(ChannelMessageObject::of).toList(), page.nextSequence());
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    return result(read(parameters, caller, ChannelReader.BYTES_PER_PAGE_MAX));
  }
}
