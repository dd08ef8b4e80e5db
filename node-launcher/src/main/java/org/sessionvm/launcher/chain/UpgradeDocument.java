package org.sessionvm.launcher.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.launcher.settings.JsonDocument;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.RulesChanges;
import org.sessionvm.state.RulesRow;

/**
 * The upgrade bytes of a chain: a JSON object whose {@code upgrades} are a list, of rising times,
 * of objects of a {@code timestamp} (milliseconds) and the rules that have new values from then on.
 * No bytes at all mean none.
 */
public final class UpgradeDocument {
  private static final String UPGRADES = "upgrades";
  private static final String TIMESTAMP = "timestamp";

  private UpgradeDocument() {}

  /**
   * Reads upgrade bytes.
   *
   * @param genesis the rules that they change
   * @throws SettingException that names what does not fit
   */
  public static List<RulesRow> decode(Bytes bytes, ChainRules genesis) {
    ObjectNode root = JsonDocument.parseOrEmpty(bytes, "the chain's upgrade");
    JsonNode list = root.remove(UPGRADES);
    root.fieldNames()
        .forEachRemaining(
            name -> {
              throw new SettingException("upgrade: " + name + " is not known; only upgrades is");
            });
    List<RulesRow> upgrades = new ArrayList<>();
    if (list != null) {
      requireList(list);
      list.forEach(item -> upgrades.add(upgrade(item, upgrades.size())));
    }
    try {
      RulesChanges.history(genesis, upgrades);
    } catch (DecodeException e) {
      throw new SettingException("upgrade: " + e.getMessage());
    }
    return upgrades;
  }

  private static void requireList(JsonNode list) {
    if (!list.isArray() || list.size() > RulesHistory.CHANGES_MAX) {
      throw new SettingException(
          "upgrade: upgrades must be an array of at most " + RulesHistory.CHANGES_MAX);
    }
  }

  private static RulesRow upgrade(JsonNode item, int index) {
    String place = "upgrade: upgrades[" + index + "]";
    if (!item.isObject()) {
      throw new SettingException(place + " must be an object");
    }
    SortedMap<Rule, Long> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : item.properties()) {
      if (!member.getKey().equals(TIMESTAMP)) {
        values.put(rule(place, member.getKey()), whole(place, member));
      }
    }
    JsonNode timestamp = item.get(TIMESTAMP);
    if (timestamp == null) {
      throw new SettingException(place + ".timestamp is missing");
    }
    try {
      return new RulesRow(whole(place, Map.entry(TIMESTAMP, timestamp)), new RulesChange(values));
    } catch (IllegalArgumentException e) {
      throw new SettingException(place + ": " + e.getMessage());
    }
  }

  private static Rule rule(String place, String name) {
    return Rule.named(name)
        .orElseThrow(
            () -> new SettingException(place + "." + name + " is no rule that can be changed"));
  }

  private static long whole(String place, Map.Entry<String, JsonNode> member) {
    JsonNode value = member.getValue();
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new SettingException(place + "." + member.getKey() + " must be a whole number");
    }
    return value.longValue();
  }
}
