package org.sessionvm.launcher.wallet;

import org.sessionvm.client.keystore.IdentityName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an identity from the command line. */
final class IdentityNameArgument implements ITypeConverter<IdentityName> {
  @Override
  public IdentityName convert(String value) {
    try {
      return new IdentityName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
