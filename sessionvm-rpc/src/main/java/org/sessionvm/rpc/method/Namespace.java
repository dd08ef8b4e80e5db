package org.sessionvm.rpc.method;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Methods that a listener serves, or does not, together. One folder of classes each. */
public enum Namespace {
  /** Sessions: create, accept, show, list, close. */
  SESSION,
  /** Messages: send and read. */
  MESSAGE,
  /** Identities: register, show, prove to be one. */
  IDENTITY,
  /** Handles: register, give up, find, describe, and the sessions between them. */
  HANDLE,
  /** Channels: begin, join and leave them, their roles, keys and messages. */
  CHANNEL,
  /** The node: health and what it is. */
  NODE,
  /** Subscriptions, over a WebSocket. */
  LIVE,
  /** The description of the methods. */
  RPC,
  /** What operators do; needs a token of theirs. */
  ADMIN;

  /** What the listener of wallets serves unless it is told otherwise. */
  public static final Set<Namespace> PUBLIC = Set.copyOf(EnumSet.complementOf(EnumSet.of(ADMIN)));

  /** What the listener of operators serves unless it is told otherwise. */
  public static final Set<Namespace> OPERATIONS = Set.of(ADMIN, NODE, RPC);

  /** The name in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The namespace with this name. */
  public static Optional<Namespace> named(String text) {
    return Arrays.stream(values()).filter(namespace -> namespace.text().equals(text)).findFirst();
  }

  /** Every one, in the order of documents. */
  public static Set<Namespace> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(Namespace.class));
  }
}
