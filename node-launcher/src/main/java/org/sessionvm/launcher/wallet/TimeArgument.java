package org.sessionvm.launcher.wallet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time from the command line: RFC 3339, with its distance from UTC. */
final class TimeArgument implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException _) {
      throw new TypeConversionException("not a time such as 2026-12-24T18:00:00Z: " + value);
    }
  }
}
