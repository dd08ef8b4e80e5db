package org.sessionvm.rpc;

import org.sessionvm.rpc.access.Operators;
import org.sessionvm.rpc.admin.NodeOperations;

/**
 * What the admin namespace needs.
 *
 * @param operators who may call it
 * @param operations what it does
 */
public record Administration(Operators operators, NodeOperations operations) {}
