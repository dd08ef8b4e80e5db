package org.sessionvm.plugin.node;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import org.sessionvm.plugin.protocol.runtime.InitializeRequest;
import org.sessionvm.plugin.protocol.runtime.RuntimeGrpc;

/** Tells the node that started this process where it listens. */
public final class RuntimeHandshake {
  private RuntimeHandshake() {}

  /**
   * Announces a server.
   *
   * @param node the address that the node gave in the environment
   * @param protocol the number that is to be the node's own
   * @param server where vm.VM is served
   * @throws HandshakeException when the node refuses or is not there
   */
  public static void announce(String node, int protocol, String server) throws HandshakeException {
    try (NodeChannel channel = NodeChannel.to(node)) {
      RuntimeGrpc.newBlockingStub(channel.channel())
          .withDeadlineAfter(NodeChannel.CALL_SECONDS, TimeUnit.SECONDS)
          .initialize(
              InitializeRequest.newBuilder().setProtocolVersion(protocol).setAddr(server).build());
    } catch (StatusRuntimeException e) {
      throw new HandshakeException(
          isAbsence(e.getStatus()) ? noAnswer(node) : refusal(node, protocol, e.getStatus()), e);
    } catch (IllegalArgumentException e) {
      throw new HandshakeException("the node's address: " + e.getMessage(), e);
    }
  }

  private static boolean isAbsence(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE
        || status.getCode() == Status.Code.DEADLINE_EXCEEDED;
  }

  private static String noAnswer(String node) {
    return "the node at %s does not answer; has it ended?".formatted(node);
  }

  private static String refusal(String node, int protocol, Status status) {
    return """
        the node at %s refuses this plugin, which announces protocol %d: %s
        A node takes its own number only (avalanchego --version prints it as rpcchainvm); \
        run "sessionvm plugin install --protocol N" with that number"""
        .formatted(node, protocol, status.getDescription());
  }
}
