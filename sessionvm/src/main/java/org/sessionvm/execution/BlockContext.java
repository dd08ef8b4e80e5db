package org.sessionvm.execution;

/**
 * What a transaction may know of its block.
 *
 * @param height of the block
 * @param timestampMillis the block's time, the only clock of the state machine
 */
public record BlockContext(long height, long timestampMillis) {}
