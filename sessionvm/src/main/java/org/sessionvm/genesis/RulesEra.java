package org.sessionvm.genesis;

/**
 * Rules, and since when they bind.
 *
 * @param height of the block that made them, which binds the blocks after it; 0 for the genesis and
 *     for what the host of a chain sets
 * @param fromMillis that block's time, or the time that the host names; every block of this time or
 *     later but that block is bound by them
 * @param rules all of them
 */
public record RulesEra(long height, long fromMillis, ChainRules rules) {}
