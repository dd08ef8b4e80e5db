package org.sessionvm.rpc.method;

/**
 * A method's result on its way through jsonrpc4j, which would make a tree of all its texts. It is
 * taken for one node of that tree, and written when the answer is.
 */
record WholeValue(Object value) {}
