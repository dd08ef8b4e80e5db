package org.sessionvm.rpc.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.sessionvm.primitives.Bytes;

/**
 * The network that a caller is counted by: an IPv4 address, or the first 64 bits of an IPv6 one,
 * because a single subscriber has all the rest.
 *
 * @param prefix not shown in logs
 */
public record ClientAddress(Bytes prefix) {
  private static final int IPV6_PREFIX_BYTES = 8;

  /** Whether it is this machine. */
  public boolean isLoopback() {
    byte[] bytes = prefix.unsafeArray();
    return bytes.length == IPV6_PREFIX_BYTES ? isZero(bytes) : bytes[0] == 127;
  }

  private static boolean isZero(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  /** The network of an address. */
  public static ClientAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new ClientAddress(
        Bytes.wrap(
            address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes));
  }
}
