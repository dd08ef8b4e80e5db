package org.sessionvm.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes whole lines to a stream, one at a time. A line that cannot be written is counted and lost:
 * a full disk must not stop the node.
 */
public final class LineAppender extends AppenderBase<ILoggingEvent> {
  private final LogLine form;
  private final OutputStream out;
  private final LongAdder warnings = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder lost = new LongAdder();

  public LineAppender(LogLine form, OutputStream out) {
    this.form = form;
    this.out = out;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      errors.increment();
    } else if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      warnings.increment();
    }
    try {
      out.write(form.of(event).getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      lost.increment();
    }
  }

  /** Lines of level WARN. */
  public long warnings() {
    return warnings.sum();
  }

  /** Lines of level ERROR. */
  public long errors() {
    return errors.sum();
  }

  /** Lines that could not be written. */
  public long lost() {
    return lost.sum();
  }
}
