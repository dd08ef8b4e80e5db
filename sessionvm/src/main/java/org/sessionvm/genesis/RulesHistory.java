package org.sessionvm.genesis;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a chain over time. Which rules bind is a function of a block's time alone: a block
 * that changes them is later than its parent, so no two blocks of one time differ in their rules
 * but the one that changes them, which holds no transaction.
 *
 * @param eras the oldest first, of rising times; the first is the genesis
 */
public record RulesHistory(List<RulesEra> eras) {
  /** Most changes in the life of a chain. */
  public static final int CHANGES_MAX = 4_096;

  public RulesHistory {
    eras = List.copyOf(eras);
    if (eras.isEmpty()) {
      throw new IllegalArgumentException("a chain has rules from its genesis on");
    }
    for (int i = 1; i < eras.size(); i++) {
      if (eras.get(i).fromMillis() <= eras.get(i - 1).fromMillis()) {
        throw new IllegalArgumentException("rules change at rising times");
      }
    }
  }

  /** Rules that were never changed. */
  public static RulesHistory of(ChainRules genesis) {
    // The time of a genesis may be anything from 0 on.
    return new RulesHistory(List.of(new RulesEra(0, -1, genesis)));
  }

  /** With other rules from a block on. */
  public RulesHistory with(long height, long fromMillis, RulesChange change) {
    List<RulesEra> longer = new ArrayList<>(eras);
    longer.add(new RulesEra(height, fromMillis, change.applyTo(current().rules())));
    return new RulesHistory(longer);
  }

  /** The newest rules. */
  public RulesEra current() {
    return eras.getLast();
  }

  /** How often the rules were changed. */
  public int changes() {
    return eras.size() - 1;
  }

  /** The rules that bind at a time. */
  public ChainRules at(long millis) {
    for (int i = eras.size() - 1; i > 0; i--) {
      if (eras.get(i).fromMillis() <= millis) {
        return eras.get(i).rules();
      }
    }
    return eras.getFirst().rules();
  }

  /** How long is kept what was made at a time. */
  public long retentionMillisAt(long millis) {
    return at(millis).retentionMillis();
  }
}
