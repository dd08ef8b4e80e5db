package org.sessionvm.rpc.method.node;

import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.health.NodeHealth;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** Tells how the node is. */
public final class HealthMethod extends RpcMethod<HealthMethod.Parameters, HealthMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.Health",
              "Tells how the node is.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("session.health");

  private final MethodServices services;

  /** What it takes. */
  public record Parameters() {}

  /** What it answers. */
  public record Result(
      @Field("whether every check is well") boolean healthy,
      @Field("sessions that are stored, ended ones included") long sessions,
      @Field("channels that are stored, closed ones included") long channels,
      @Field("transactions that wait for a block") long pending,
      @Field("whether the node takes work") boolean ready,
      @Field("newest block") long height,
      @Field("signed or open") String auth,
      @Field("when a write is acknowledged") String durability,
      @Field("what checks signatures") String cryptoProvider,
      @Field("of the software") String version) {}

  public HealthMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    NodeHealth.Report report = services.health().report();
    NodeDescription node = services.services().node();
    return new Result(
        report.isHealthy(),
        report.sessions(),
        report.channels(),
        report.status().pending(),
        report.isReady(),
        report.status().lastAccepted().height(),
        services.vm().rules().isOpen() ? "open" : "signed",
        node.durability(),
        node.cryptoProvider(),
        node.version());
  }
}
