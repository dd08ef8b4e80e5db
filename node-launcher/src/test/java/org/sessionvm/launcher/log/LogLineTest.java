package org.sessionvm.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LogLineTest {
  private static final Instant AT = Instant.parse("2026-11-23T02:51:34.123Z");
  private static final String FORGED = "a\n2026 ERROR forged\r\u001b[2J\u2028\u202eb";

  private final Logger logger = new LoggerContext().getLogger("org.sessionvm.vm.Thing");

  @Test
  void aMessageCannotForgeALineOfText() {
    String line = LogLine.named("text").of(event(FORGED, new Exception(FORGED)));

    assertThat(line)
        .startsWith("2026-11-23T02:51:34.123Z WARN  Thing a\\u000a2026 ERROR forged\\u000d\\u001b");
    assertThat(line.lines().skip(1))
        .first()
        .asString()
        .startsWith("java.lang.Exception: a\\u000a2026");
    assertThat(line.lines().skip(2)).allMatch(frame -> frame.startsWith("\tat "));
    assertThat(line).doesNotContain("\u001b", "\u2028", "\u202e");
  }

  @Test
  void aLineOfJsonIsOneObjectThatHoldsTheMessageUnchanged() throws Exception {
    String line = LogLine.named("json").of(event(FORGED, new Exception("x\ny")));

    assertThat(line).endsWith("}\n");
    assertThat(line.strip().chars()).allMatch(character -> character >= ' ' && character < 0x7f);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.get("timestamp").textValue()).isEqualTo("2026-11-23T02:51:34.123Z");
    assertThat(json.get("level").textValue()).isEqualTo("WARN");
    assertThat(json.get("logger").textValue()).isEqualTo("org.sessionvm.vm.Thing");
    assertThat(json.get("thread").textValue()).isEqualTo(Thread.currentThread().getName());
    assertThat(json.get("message").textValue()).isEqualTo(FORGED);
    assertThat(json.get("stack").textValue()).startsWith("java.lang.Exception: x\\u000ay\n\tat ");
  }

  private ILoggingEvent event(String message, Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent("fqcn", logger, Level.WARN, "{}", thrown, new Object[] {message});
    event.setInstant(AT);
    return event;
  }
}
