package org.sessionvm.launcher.wallet;

import org.sessionvm.primitives.ChannelId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a channel's id from the command line. */
final class ChannelIdArgument implements ITypeConverter<ChannelId> {
  @Override
  public ChannelId convert(String value) {
    try {
      return ChannelId.fromCb58(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("not the id of a channel: " + e.getMessage());
    }
  }
}
