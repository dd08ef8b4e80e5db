package org.sessionvm.rpc.transport;

import java.util.Locale;

/** What a body says that it is. */
public final class MediaTypes {
  private MediaTypes() {}

  /** Whether it is JSON. The media type alone counts, as in the reference. */
  public static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}
