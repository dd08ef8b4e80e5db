package org.sessionvm.launcher.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.genesis.Limits;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.EffectiveSettings.Source;
import org.sessionvm.launcher.settings.EffectiveSettings.Value;
import org.sessionvm.launcher.settings.JsonDocument;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Setting.Scope;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.primitives.Bytes;

/**
 * The genesis bytes: a JSON object of the chain's rules, each of which may be left out, of {@code
 * timestamp} (milliseconds) and of {@code seed} (hexadecimal), which makes chains differ. No bytes
 * at all mean the defaults.
 */
public final class GenesisDocument {
  private static final String TIMESTAMP = "timestamp";
  private static final String SEED = "seed";

  private GenesisDocument() {}

  /** Writes the rules among {@code settings} as the genesis of a new chain. */
  public static Genesis create(EffectiveSettings settings, Bytes seed, long timestampMillis) {
    ObjectNode root = JsonDocument.empty();
    Settings.all().stream()
        .filter(setting -> setting.scope() == Scope.CHAIN)
        .forEach(setting -> put(root, setting, settings.text(setting)));
    root.put(TIMESTAMP, timestampMillis);
    root.put(SEED, seed.toHex());
    return decode(JsonDocument.write(root));
  }

  private static void put(ObjectNode root, Setting setting, String text) {
    if (setting.kind() instanceof Setting.Kind.Whole) {
      root.put(setting.name(), Long.parseLong(text));
    } else {
      root.put(setting.name(), text);
    }
  }

  /**
   * Reads genesis bytes.
   *
   * @throws SettingException that names what is unknown, of the wrong type or out of bounds
   */
  public static Genesis decode(Bytes bytes) {
    long timestamp = 0;
    for (Map.Entry<String, JsonNode> member : parse(bytes).properties()) {
      if (member.getKey().equals(TIMESTAMP)) {
        timestamp = timestamp(member.getValue());
      }
    }
    try {
      return new Genesis(bytes, rules(settings(bytes)), timestamp);
    } catch (IllegalArgumentException e) {
      throw new SettingException("genesis: " + e.getMessage());
    }
  }

  /** The rules that genesis bytes name, and the defaults of all other settings. */
  static EffectiveSettings settings(Bytes bytes) {
    Map<Setting, Value> values = new HashMap<>();
    Settings.all().forEach(s -> values.put(s, new Value(s.defaultText(), Source.DEFAULT, "")));
    for (Map.Entry<String, JsonNode> member : parse(bytes).properties()) {
      if (member.getKey().equals(SEED)) {
        requireSeed(member.getValue());
      } else if (!member.getKey().equals(TIMESTAMP)) {
        Setting setting = rule(member.getKey());
        values.put(setting, new Value(text(setting, member.getValue()), Source.FILE, "genesis"));
      }
    }
    return new EffectiveSettings(values);
  }

  private static void requireSeed(JsonNode value) {
    if (!value.isTextual() || !value.textValue().matches("([0-9a-fA-F]{2})*")) {
      throw new SettingException("genesis: seed must be hexadecimal");
    }
  }

  private static ObjectNode parse(Bytes bytes) {
    return JsonDocument.parseOrEmpty(bytes, "the genesis");
  }

  private static Setting rule(String name) {
    return Settings.named(name)
        .filter(setting -> setting.scope() == Scope.CHAIN)
        .orElseThrow(() -> new SettingException("genesis: " + name + " is not a rule of a chain"));
  }

  private static String text(Setting setting, JsonNode value) {
    boolean whole = setting.kind() instanceof Setting.Kind.Whole;
    if (whole ? !value.isIntegralNumber() : !value.isTextual()) {
      throw new SettingException(
          "genesis: " + setting.name() + " must be " + (whole ? "a whole number" : "a string"));
    }
    setting
        .problem(value.asText())
        .ifPresent(
            problem -> {
              throw new SettingException("genesis: " + setting.name() + " " + problem);
            });
    return value.asText();
  }

  private static long timestamp(JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new SettingException("genesis: timestamp must be a whole number of milliseconds");
    }
    return value.longValue();
  }

  /** The rules among settings. */
  private static ChainRules rules(EffectiveSettings settings) {
    Limits limits = Limits.DEFAULT;
    return new ChainRules(
        settings.whole(Settings.SESSION_TTL),
        settings.whole(Settings.MAX_MESSAGES),
        settings.whole(Settings.MAX_CHANNELS),
        settings.number(Settings.RETENTION_DAYS),
        settings.text(Settings.ID_PREFIX),
        settings.text(Settings.AUTH).equals("open") ? Authentication.OPEN : Authentication.SIGNED,
        new Limits(
            settings.number(Settings.CIPHERTEXT_BYTES_MAX),
            settings.number(Settings.PARTICIPANTS_MAX),
            settings.number(Settings.METADATA_BYTES_MAX),
            settings.number(Settings.PENDING_MESSAGES_MAX),
            settings.number(Settings.PENDING_BYTES_MAX),
            settings.number(Settings.UNPROVED_SESSIONS_MAX),
            limits.transactionsPerBlockMax(),
            limits.blockBytesMax(),
            limits.sweepRowsPerBlockMax()),
        settings.whole(Settings.SESSION_RENEWAL_MAX));
  }
}
