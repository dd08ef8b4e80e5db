package org.sessionvm.launcher.wallet;

import org.sessionvm.primitives.ParticipantId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an identity's id from the command line, in either form. */
final class ParticipantIdArgument implements ITypeConverter<ParticipantId> {
  @Override
  public ParticipantId convert(String value) {
    try {
      return ParticipantId.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("not the id of an identity: " + e.getMessage());
    }
  }
}
