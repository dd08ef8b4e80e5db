package org.sessionvm.client;

/**
 * How a node is ({@code Health}).
 *
 * @param pending transactions that wait for a block
 */
public record NodeHealth(boolean healthy, long sessions, long channels, long pending) {}
