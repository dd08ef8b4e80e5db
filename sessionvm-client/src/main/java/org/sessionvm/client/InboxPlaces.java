package org.sessionvm.client;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.sessionvm.client.InboxMessage.InChannel;
import org.sessionvm.client.InboxMessage.InSession;
import org.sessionvm.client.InboxMessage.Place;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.state.ParticipantChannel.Relation;

/** The sessions and channels of a participant, and how much of each was shown. */
final class InboxPlaces {
  /** Most that are kept open: their keys need not be asked for and proved with each message. */
  private static final int OPENED_MAX = 256;

  private final SessionClient client;
  private final SessionProvider provider;
  private final Identity self;
  private final Map<Place, Long> shown = new LinkedHashMap<>();
  private final Map<Place, LongFunction<Iterable<ReceivedMessage>>> opened = new LinkedHashMap<>();

  InboxPlaces(SessionClient client, SessionProvider provider, Identity self) {
    this.client = client;
    this.provider = provider;
    this.self = self;
  }

  /**
   * All that there are now. Of a session that was not known, what has not reached the participant
   * yet is to be shown; of a channel, which has no receipts, what comes from now on.
   */
  List<Place> all() {
    for (SessionState session : client.listSessions(self)) {
      Place place = new InSession(session.id());
      if (!shown.containsKey(place)) {
        delivered(session).ifPresent(end -> shown.put(place, end));
      }
    }
    for (Relation relation : List.of(Relation.OWNED, Relation.JOINED)) {
      for (ChannelState channel : client.channels().list(self, relation)) {
        shown.putIfAbsent(new InChannel(channel.id()), channel.messageCount());
      }
    }
    return List.copyOf(shown.keySet());
  }

  private OptionalLong delivered(SessionState session) {
    try {
      return client.getReceipts(self, session.id()).stream()
          .filter(receipt -> receipt.participant().equals(self.participant()))
          .mapToLong(MessageProgress::delivered)
          .findFirst();
    } catch (ClientException.UnknownSession _) {
      // It has gone since it was listed.
      return OptionalLong.empty();
    }
  }

  /** Something was said in a place: whoever is told of one that is new is told from its start. */
  void said(Place place, long sequence) {
    shown.putIfAbsent(
        place,
        switch (place) {
          case InSession _ -> 0L;
          case InChannel _ -> sequence;
        });
  }

  /** What was said in a place and not shown. */
  Iterator<ReceivedMessage> unseen(Place place) {
    long from = shown.getOrDefault(place, 0L);
    LongFunction<Iterable<ReceivedMessage>> known = opened.get(place);
    return (known == null ? open(place) : known).apply(from).iterator();
  }

  private LongFunction<Iterable<ReceivedMessage>> open(Place place) {
    LongFunction<Iterable<ReceivedMessage>> messages =
        switch (place) {
          case InSession(var id) -> provider.openSecureSession(self, id)::messages;
          case InChannel(var id) -> provider.openChannel(self, id)::messages;
        };
    if (opened.size() == OPENED_MAX) {
      opened.remove(opened.keySet().iterator().next());
    }
    opened.put(place, messages);
    return messages;
  }

  void show(Place place, ReceivedMessage message) {
    message.end().ifPresent(end -> shown.merge(place, end, Math::max));
  }

  /** It is gone, or the participant is not in it any more. */
  void forget(Place place) {
    shown.remove(place);
    opened.remove(place);
  }
}
