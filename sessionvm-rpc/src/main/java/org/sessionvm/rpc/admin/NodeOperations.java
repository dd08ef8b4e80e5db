package org.sessionvm.rpc.admin;

import java.util.Optional;

/**
 * What a running node does for its operators, each part by who does it.
 *
 * @param logLevels how much is logged
 * @param store what can be asked of the store
 * @param peers other nodes
 * @param certificates those of the listeners
 * @param backups copies of the store; empty where the node makes none, and then has no methods for
 *     them
 */
public record NodeOperations(
    LogLevels logLevels,
    StoreOperations store,
    Peers peers,
    Certificates certificates,
    Optional<Backups> backups) {}
