package org.sessionvm.launcher.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.settings.SettingsResolver;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** Gives a command one option for each setting, and {@code --config}. */
public final class SettingsOptions {
  private final List<Setting> offered;
  private final Map<String, String> values = new HashMap<>();
  private @Nullable Path file;

  /** An option for every setting. */
  public SettingsOptions() {
    this(Settings.all());
  }

  /** An option for each of these; the others still come from environment and file. */
  public SettingsOptions(List<Setting> offered) {
    this.offered = List.copyOf(offered);
  }

  /** Adds the options to a command. */
  public void addTo(CommandSpec command) {
    command.addOption(
        OptionSpec.builder("--config")
            .type(Path.class)
            .paramLabel("FILE")
            .description("JSON file of settings (environment: SESSIONVM_CONFIG)")
            .setter(setter(value -> file = (Path) value))
            .build());
    offered.forEach(setting -> command.addOption(option(setting)));
  }

  private OptionSpec option(Setting setting) {
    boolean flag = setting.kind() instanceof Setting.Kind.Flag;
    return OptionSpec.builder(setting.optionName())
        .type(String.class)
        .paramLabel(flag ? "true|false" : "VALUE")
        .arity(flag ? "0..1" : "1")
        .fallbackValue(flag ? "true" : "")
        .description(setting.help() + " (default: " + shown(setting) + ")")
        .setter(setter(value -> put(setting, value)))
        .build();
  }

  private static String shown(Setting setting) {
    return setting.defaultText().isEmpty() ? "none" : setting.defaultText();
  }

  private void put(Setting setting, @Nullable Object value) {
    if (value != null) {
      values.put(setting.name(), (String) value);
    }
  }

  /** What an option does with its value, which is null where the option is not given. */
  private interface Receiver {
    void accept(@Nullable Object value);
  }

  private static ISetter setter(Receiver receiver) {
    return new ISetter() {
      // Picocli's interface is generic where this needs no type.
      @Override
      @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"})
      public <T> T set(T value) {
        receiver.accept(value);
        return value;
      }
    };
  }

  /** The settings that result. */
  public EffectiveSettings resolve() {
    Map<String, String> environment = System.getenv();
    Optional<Path> configuration =
        Optional.ofNullable(file)
            .or(() -> Optional.ofNullable(environment.get("SESSIONVM_CONFIG")).map(Path::of));
    return new SettingsResolver(environment).resolve(values, configuration);
  }
}
