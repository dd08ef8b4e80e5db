package org.sessionvm.rpc;

/**
 * What a node says of itself in {@code Info} and {@code Health}.
 *
 * @param version of the software
 * @param durability when a write is acknowledged: {@code synced}, or what weaker setting is in use
 * @param cryptoProvider which implementation checks signatures
 */
public record NodeDescription(String version, String durability, String cryptoProvider) {}
