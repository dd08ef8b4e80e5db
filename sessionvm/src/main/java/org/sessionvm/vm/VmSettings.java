package org.sessionvm.vm;

/**
 * What a host may choose without splitting the chain.
 *
 * @param mempoolTransactionsMax most transactions that wait for a block
 * @param mempoolBytesMax most bytes of them
 * @param verificationQueueMax most signatures that wait to be checked
 * @param keepPayloads whether payloads stay on disk past their retention
 * @param maintenanceIntervalMillis how long a chain of one is idle before it sweeps what is due
 */
public record VmSettings(
    int mempoolTransactionsMax,
    long mempoolBytesMax,
    int verificationQueueMax,
    boolean keepPayloads,
    long maintenanceIntervalMillis) {
  /** What suits a node on two cores. */
  public static final VmSettings DEFAULT = new VmSettings(8_192, 64L << 20, 4_096, false, 60_000);

  public VmSettings {
    if (mempoolTransactionsMax < 1
        || mempoolBytesMax < 1
        || verificationQueueMax < 1
        || maintenanceIntervalMillis < 1) {
      throw new IllegalArgumentException("bounds of the virtual machine must be positive");
    }
  }
}
