package org.sessionvm.launcher.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sessionvm.launcher.settings.EffectiveSettings.Source;
import org.sessionvm.launcher.settings.EffectiveSettings.Value;
import org.sessionvm.launcher.settings.Setting.Kind;

/** Finds the value of each setting: option, then environment, then JSON file, then default. */
public final class SettingsResolver {
  /** Names the schema for editors; the only member of a file that is no setting. */
  static final String SCHEMA_MEMBER = "$schema";

  /** Variables with the prefix that are no settings of a node. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "SESSIONVM_NODE",
          "SESSIONVM_CA_FILE",
          "SESSIONVM_PASSWORD",
          TlsSettings.PASSWORD_VARIABLE,
          "SESSIONVM_KEYSTORE",
          "SESSIONVM_CONFIG",
          "SESSIONVM_JAVA_HOME",
          "SESSIONVM_JAVA_OPTIONS");

  /** What Kubernetes tells every pod of a service that is named sessionvm. */
  private static final Pattern KUBERNETES_VARIABLE =
      Pattern.compile("SESSIONVM_(SERVICE_(HOST|PORT(_.*)?)|PORT(_.*)?)");

  private final Map<String, String> environment;

  /** Resolves against the given environment variables. */
  public SettingsResolver(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Every setting.
   *
   * @param options values from the command line, by setting name
   * @throws SettingException that names the first setting at fault
   */
  public EffectiveSettings resolve(Map<String, String> options, Optional<Path> file) {
    refuseUnknownVariables();
    ObjectNode document = file.map(SettingsResolver::read).orElseGet(JsonDocument::empty);
    return resolve(options, document, file.map(Path::toString).orElse(""));
  }

  /**
   * Every setting.
   *
   * @param document the JSON file, or what stands for one
   * @param origin where the document came from
   * @throws SettingException that names the first setting at fault
   */
  public EffectiveSettings resolve(
      Map<String, String> options, ObjectNode document, String origin) {
    Map<String, String> fromFile = texts(document);
    Map<Setting, Value> values = new HashMap<>();
    for (Setting setting : Settings.all()) {
      Value value = find(setting, options, fromFile, origin);
      setting
          .problem(value.text())
          .ifPresent(
              problem -> {
                throw new SettingException(label(setting, value.source()) + " " + problem);
              });
      values.put(setting, value);
    }
    EffectiveSettings settings = new EffectiveSettings(values);
    refuseContradictions(settings);
    return settings;
  }

  /** A node that is warned of its disk only once it takes no writes is not warned. */
  private static void refuseContradictions(EffectiveSettings settings) {
    long least = settings.whole(Settings.STORE_FREE_BYTES_MIN);
    long warned = settings.whole(Settings.STORE_FREE_BYTES_WARN);
    if (least > warned) {
      throw new SettingException(
          "%s is %d and must not be above %s, which is %d"
              .formatted(
                  Settings.STORE_FREE_BYTES_MIN.name(),
                  least,
                  Settings.STORE_FREE_BYTES_WARN.name(),
                  warned));
    }
  }

  private Value find(
      Setting setting, Map<String, String> options, Map<String, String> fromFile, String origin) {
    String option = options.get(setting.name());
    if (option != null) {
      return new Value(option, Source.OPTION, setting.optionName());
    }
    String variable = environment.get(setting.environmentName());
    if (variable != null) {
      return new Value(variable, Source.ENVIRONMENT, setting.environmentName());
    }
    String inFile = fromFile.get(setting.name());
    return inFile == null
        ? new Value(setting.defaultText(), Source.DEFAULT, "")
        : new Value(inFile, Source.FILE, origin);
  }

  private static String label(Setting setting, Source source) {
    return switch (source) {
      case OPTION -> setting.optionName();
      case ENVIRONMENT -> setting.environmentName();
      case FILE, DEFAULT -> setting.name();
    };
  }

  private void refuseUnknownVariables() {
    Set<String> unknown = new HashSet<>(environment.keySet());
    unknown.removeIf(
        name ->
            !name.startsWith("SESSIONVM_")
                || OTHER_VARIABLES.contains(name)
                || KUBERNETES_VARIABLE.matcher(name).matches());
    Settings.all().forEach(setting -> unknown.remove(setting.environmentName()));
    unknown.stream()
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new SettingException(name + " is not a setting");
            });
  }

  private static Map<String, String> texts(ObjectNode document) {
    return document.properties().stream()
        .filter(member -> !isSchema(member))
        .collect(Collectors.toMap(Map.Entry::getKey, SettingsResolver::text));
  }

  private static ObjectNode read(Path file) {
    try {
      return JsonDocument.parse(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new SettingException("there is no configuration file " + file);
    } catch (IOException e) {
      throw new SettingException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static boolean isSchema(Map.Entry<String, JsonNode> member) {
    if (!member.getKey().equals(SCHEMA_MEMBER)) {
      return false;
    }
    if (!member.getValue().isTextual()) {
      throw new SettingException(SCHEMA_MEMBER + " must be a string");
    }
    return true;
  }

  private static String text(Map.Entry<String, JsonNode> member) {
    Setting setting =
        Settings.named(member.getKey())
            .orElseThrow(() -> new SettingException(member.getKey() + " is not a setting"));
    JsonNode value = member.getValue();
    boolean fits =
        switch (setting.kind()) {
          case Kind.Whole _ -> value.isIntegralNumber();
          case Kind.Flag _ -> value.isBoolean();
          case Kind.Text _, Kind.Choice _ -> value.isTextual();
          case Kind.Texts _, Kind.Words _ ->
              value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
        };
    if (!fits) {
      throw new SettingException(setting.name() + " must be " + typeName(setting.kind()));
    }
    return value.isArray()
        ? value.valueStream().map(JsonNode::textValue).collect(Collectors.joining(","))
        : value.asText();
  }

  private static String typeName(Kind kind) {
    return switch (kind) {
      case Kind.Whole _ -> "a whole number";
      case Kind.Flag _ -> "true or false";
      case Kind.Text _, Kind.Choice _ -> "a string";
      case Kind.Texts _, Kind.Words _ -> "an array of strings";
    };
  }
}
