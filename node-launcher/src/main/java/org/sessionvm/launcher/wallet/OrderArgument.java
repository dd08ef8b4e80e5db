package org.sessionvm.launcher.wallet;

import org.sessionvm.client.HistoryRange.Order;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads from the command line which end of a history comes first. */
final class OrderArgument implements ITypeConverter<Order> {
  @Override
  public Order convert(String value) {
    return switch (value) {
      case "asc" -> Order.OLDEST_FIRST;
      case "desc" -> Order.NEWEST_FIRST;
      default -> throw new TypeConversionException("neither asc nor desc: " + value);
    };
  }
}
