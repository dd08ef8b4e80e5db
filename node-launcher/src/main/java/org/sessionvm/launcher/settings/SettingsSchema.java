package org.sessionvm.launcher.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON schema (draft 2020-12) of configuration files, for editors and for checks. */
public final class SettingsSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SettingsSchema() {}

  /** The schema as text that ends with a line feed. */
  public static String text() {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Configuration of a SessionVM node");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject(SettingsResolver.SCHEMA_MEMBER)
        .put("type", "string")
        .put("description", "where this schema is, for editors; the node does not look at it");
    Settings.all().forEach(setting -> add(properties.putObject(setting.name()), setting));
    try {
      DefaultPrettyPrinter printer =
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
      return JSON.writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  private static void add(ObjectNode property, Setting setting) {
    property.put("description", setting.help());
    String value = setting.defaultText();
    switch (setting.kind()) {
      case Setting.Kind.Whole whole ->
          property
              .put("type", "integer")
              .put("minimum", whole.least())
              .put("maximum", whole.most())
              .put("default", Long.parseLong(value));
      case Setting.Kind.Text text ->
          property
              .put("type", "string")
              .put("maxLength", text.charactersMax())
              .put("default", value);
      case Setting.Kind.Choice choice -> {
        choice.words().forEach(property.put("type", "string").withArray("enum")::add);
        property.put("default", value);
      }
      case Setting.Kind.Flag _ ->
          property.put("type", "boolean").put("default", Boolean.parseBoolean(value));
      case Setting.Kind.Words words -> {
        ObjectNode items = property.put("type", "array").putObject("items");
        words.words().forEach(items.put("type", "string").withArray("enum")::add);
        EffectiveSettings.list(value).forEach(property.withArray("default")::add);
      }
      case Setting.Kind.Texts texts -> {
        property.put("type", "array").put("maxItems", texts.countMax());
        property.putObject("items").put("type", "string");
        EffectiveSettings.list(value).forEach(property.withArray("default")::add);
      }
    }
  }
}
