package org.sessionvm.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.SettingsResolver;
import org.slf4j.LoggerFactory;

final class LoggingTest {
  @AfterEach
  void forgetLevels() {
    for (String name : Logging.levels().keySet()) {
      if (name.startsWith("org.sessionvm.test.")) {
        ((Logger) LoggerFactory.getLogger(name)).setLevel(null);
      }
    }
  }

  @Test
  void setsALevelWhileTheNodeRuns() {
    String name = "org.sessionvm.test.Runtime";
    Logging.set(Optional.of(name), "trace");
    assertThat(LoggerFactory.getLogger(name).isTraceEnabled()).isTrue();
    assertThat(Logging.levels()).containsEntry(name, "trace");

    Logging.set(Optional.of(name), "error");
    assertThat(LoggerFactory.getLogger(name).isWarnEnabled()).isFalse();
  }

  @Test
  void refusesWhatIsNoLevelAndWhatIsNoLoggerOfTheNode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Logging.set(Optional.empty(), "loud"))
        .withMessageStartingWith("level must be one of error, warn");
    for (String name :
        new String[] {"ROOT", "", "org.eclipse.jetty", "org.sessionvmx", "org.sessionvm.a\n"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Logging.set(Optional.of(name), "trace"))
          .withMessageStartingWith("logger must be org.sessionvm");
    }
  }

  @Test
  void saysWhyTheFileCannotBeWritten() {
    EffectiveSettings settings =
        new SettingsResolver(Map.of()).resolve(Map.of("logFile", "/nowhere/log"), Optional.empty());

    assertThatThrownBy(() -> Logging.configure(settings))
        .isInstanceOf(SettingException.class)
        .hasMessage("logFile: cannot write /nowhere/log: no such file or directory");
  }

  @Test
  void boundsTheLoggersThatHaveALevel() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                Logging.set(Optional.of("org.sessionvm.test.bound.N" + i), "error");
              }
            })
        .withMessage("logger: at most 64 may have a level");
  }
}
