package org.sessionvm.launcher.wallet;

import org.sessionvm.primitives.TransactionId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an invitation's id from the command line. */
final class InvitationArgument implements ITypeConverter<TransactionId> {
  @Override
  public TransactionId convert(String value) {
    try {
      return TransactionId.fromCb58(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("not the id of an invitation: " + e.getMessage());
    }
  }
}
