package org.sessionvm.launcher.wallet;

import java.util.Arrays;
import org.sessionvm.state.ChannelRole;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a role in a channel from the command line. */
final class ChannelRoleArgument implements ITypeConverter<ChannelRole> {
  @Override
  public ChannelRole convert(String value) {
    return Arrays.stream(ChannelRole.values())
        .filter(role -> role.wireName().equals(value))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("not member, admin or owner"));
  }
}
