package org.sessionvm.rpc.method.node;

import java.time.Instant;
import java.util.Map;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.vm.SessionVm;

/** Tells what the node and its chain are. */
public final class InfoMethod extends RpcMethod<InfoMethod.Parameters, InfoMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
          "sessionvm.Info",
          "Tells the chain id, the newest block and every limit.",
          Access.PUBLIC,
          Parameters.class,
          Result.class);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters() {}

  /** What it answers. */
  public record Result(
      @Field("CB58 id that every signature covers") ChainId chainId,
      @Field("newest block") long height,
      @Field("its CB58 id") BlockId lastAccepted,
      @Field("of all state after it, in hex; nodes that agree have the same") Bytes stateHash,
      @Field("its time") Instant timestamp,
      @Field("the node's clock, milliseconds since 1970") long serverTime,
      @Field("of the software") String version,
      @Field("signed or open") String auth,
      @Field("when a write is acknowledged") String durability,
      @Field("what checks signatures") String cryptoProvider,
      @Field("goes into every session id") String idPrefix,
      @Field("block whose rules bind the blocks after it; 0 is the genesis") long rulesHeight,
      @Field("of the chain and of this node, by name") Map<String, Long> limits) {}

  public InfoMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    SessionVm vm = services.vm();
    BlockHeader last = vm.lastAccepted();
    NodeDescription node = services.services().node();
    return new Result(
        vm.chainId(),
        last.height(),
        last.id(),
        last.stateHash(),
        Instant.ofEpochMilli(last.timestampMillis()),
        services.services().time().currentMillis(),
        node.version(),
        vm.rules().isOpen() ? "open" : "signed",
        node.durability(),
        node.cryptoProvider(),
        vm.rules().idPrefix(),
        vm.rulesHistory().current().height(),
        NodeLimits.of(vm.rules(), services.bounds()));
  }
}
