package org.sessionvm.rpc.method.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.sessionvm.rpc.live.Event;
import org.sessionvm.rpc.live.EventWriter;
import org.sessionvm.rpc.live.SubscriptionId;
import org.sessionvm.rpc.method.JsonFormat;

/** Events as notifications of JSON-RPC 2.0, which nobody answers. */
public final class EventNotifications implements EventWriter {
  private static final String METHOD = "sessionvm.Event";

  private final ObjectMapper mapper = JsonFormat.newMapper();

  private record Notification(String jsonrpc, String method, EventObject params) {}

  @Override
  public String write(SubscriptionId subscription, Event event) {
    try {
      return mapper.writeValueAsString(
          new Notification("2.0", METHOD, EventObject.of(subscription, event)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written", e);
    }
  }
}
