package org.sessionvm.launcher.wallet;

import org.sessionvm.primitives.ChannelName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a channel's name from the command line. */
final class ChannelNameArgument implements ITypeConverter<ChannelName> {
  @Override
  public ChannelName convert(String value) {
    try {
      return new ChannelName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("not a name of a channel: " + e.getMessage());
    }
  }
}
