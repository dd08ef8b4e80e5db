package org.sessionvm.genesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;

/**
 * What a rules block says: new values of the rules that it names. Whatever it does not name stays
 * as it was.
 *
 * @param values at least one, each within the bounds of its rule
 */
public record RulesChange(SortedMap<Rule, Long> values) {
  private static final int NAME_BYTES_MAX = 64;

  /** A count, then name and value of each rule, in the order of the names' bytes. */
  public static final Codec<RulesChange> CODEC = Codec.of(RulesChange::write, RulesChange::read);

  public RulesChange {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a change of rules names at least one");
    }
    values.forEach((rule, value) -> rule.require(value));
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** The rules with the new values; {@link IllegalArgumentException} where they do not fit. */
  public ChainRules applyTo(ChainRules rules) {
    return rules.with(this);
  }

  /** The new value of a rule, or the one among {@code rules}. */
  long valueOf(Rule rule, ChainRules rules) {
    Long value = values.get(rule);
    return value == null ? rule.of(rules) : value;
  }

  private void write(ByteWriter writer) {
    List<Rule> names = new ArrayList<>(values.keySet());
    names.sort(Comparator.comparing(Rule::text));
    writer.u32(names.size());
    for (Rule rule : names) {
      writer.string(rule.text()).u64(valueOf(rule, ChainRules.DEFAULT));
    }
  }

  private static void write(ByteWriter writer, RulesChange change) {
    change.write(writer);
  }

  /** Reads a change and leaves what follows it. */
  public static RulesChange read(ByteReader reader) {
    int count = reader.u32();
    if (count > Rule.values().length) {
      throw new DecodeException("a change names more rules than there are");
    }
    SortedMap<Rule, Long> values = new TreeMap<>();
    String last = "";
    for (int i = 0; i < count; i++) {
      String name = reader.string(NAME_BYTES_MAX);
      if (name.compareTo(last) <= 0) {
        throw new DecodeException("the rules of a change are not in order");
      }
      last = name;
      values.put(
          Rule.named(name).orElseThrow(() -> new DecodeException("no rule has this name")),
          reader.u64());
    }
    return new RulesChange(values);
  }
}
