package org.sessionvm.vm;

import org.sessionvm.block.BlockHeader;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.spi.KeyValueReader;

/**
 * What a block finds.
 *
 * @param header of its parent
 * @param history the rules as the parent left them
 * @param state as the parent left it
 */
record ParentState(BlockHeader header, RulesHistory history, KeyValueReader state) {}
