package org.sessionvm.rpc.method;

/** How a method's calls are counted. */
public enum RateClass {
  /** By address. */
  READ,
  /** By address, and what is accepted also by who signed it. */
  WRITE
}
