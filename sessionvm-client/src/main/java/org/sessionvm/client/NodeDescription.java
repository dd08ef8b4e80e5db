package org.sessionvm.client;

import java.time.Instant;
import java.util.Optional;
import org.sessionvm.primitives.ChainId;

/**
 * What a node says of itself and its chain ({@code Info}).
 *
 * @param chainId every signature covers it
 * @param height of the last accepted block
 * @param version of the node's software
 * @param isOpen whether the chain asks for no proof ({@code --auth open})
 * @param idPrefix goes into every session id
 * @param serverTime the node's clock, if it tells
 */
public record NodeDescription(
    ChainId chainId,
    long height,
    String version,
    boolean isOpen,
    String idPrefix,
    Optional<Instant> serverTime) {}
