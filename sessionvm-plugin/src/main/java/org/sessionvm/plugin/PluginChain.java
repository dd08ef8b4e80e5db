package org.sessionvm.plugin;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.HttpFace;
import org.sessionvm.vm.SessionVm;

/** An open chain. */
public interface PluginChain extends AutoCloseable {
  /**
   * How it is.
   *
   * @param details JSON
   * @param error why it is not well
   */
  record Health(Bytes details, Optional<String> error) {}

  /** Opened for a host. */
  SessionVm vm();

  /** What it answers under the chain's path. */
  HttpFace http();

  /** Looks, without waiting for a disk. */
  Health health();

  /** Encoded metric families of Prometheus. */
  List<Bytes> metricFamilies();

  /** How long the chain is idle before a block is made only to sweep what is due. */
  long maintenanceIntervalMillis();

  /** Makes everything durable and lets go of the store. */
  @Override
  void close();
}
