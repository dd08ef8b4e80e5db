package org.sessionvm.vm;

/** Who may change the rules of a chain after its genesis. */
public enum RulesSource {
  /** A chain of one changes them by rules blocks. */
  RULES_BLOCKS,
  /** The host of a chain does, by means of its own; a rules block is invalid there. */
  HOST
}
