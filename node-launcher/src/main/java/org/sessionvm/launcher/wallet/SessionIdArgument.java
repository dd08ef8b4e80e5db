package org.sessionvm.launcher.wallet;

import org.sessionvm.primitives.SessionId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a session's id from the command line. */
final class SessionIdArgument implements ITypeConverter<SessionId> {
  @Override
  public SessionId convert(String value) {
    try {
      return SessionId.fromCb58(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("not the id of a session: " + e.getMessage());
    }
  }
}
