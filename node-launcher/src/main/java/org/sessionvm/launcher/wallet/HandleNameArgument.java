package org.sessionvm.launcher.wallet;

import org.sessionvm.primitives.HandleName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a handle from the command line. */
final class HandleNameArgument implements ITypeConverter<HandleName> {
  @Override
  public HandleName convert(String value) {
    try {
      return HandleName.normalized(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("not a handle: " + e.getMessage());
    }
  }
}
