package org.sessionvm.client;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.InboxMessage.Place;

/**
 * What is said in all sessions and channels of a participant, verified and decrypted, as it comes.
 * Its iterator waits for the next message. Begins in each session with what has not reached the
 * participant by its own receipt, and in channels with what comes from now on. Where the connection
 * breaks it goes on where it was. Ends when it is closed, which any thread may do.
 *
 * <p>The node's events only say where to look: what is given is read and checked as {@link
 * SecureSession#messages} and {@link SecureChannel#messages} do.
 */
public final class LiveInbox implements Iterable<InboxMessage>, AutoCloseable {
  private final InboxFeed feed;
  private final InboxPlaces places;
  private final Iterator<InboxMessage> messages = new Messages();

  LiveInbox(InboxFeed feed, InboxPlaces places) {
    this.feed = feed;
    this.places = places;
  }

  /** The same one each time: what it gave is not given again. */
  @Override
  public Iterator<InboxMessage> iterator() {
    return messages;
  }

  @Override
  public void close() {
    feed.close();
  }

  private final class Messages implements Iterator<InboxMessage> {
    private final SequencedSet<Place> due = new LinkedHashSet<>();
    private @Nullable Place place;
    private @Nullable Iterator<ReceivedMessage> unseen;
    private boolean everywhere;

    @Override
    public boolean hasNext() {
      while (!isReady()) {
        if (!due.isEmpty()) {
          look(due.removeFirst());
        } else if (everywhere) {
          due.addAll(places.all());
          everywhere = false;
        } else if (!isTaken(feed.take())) {
          return false;
        }
      }
      return true;
    }

    @Override
    public InboxMessage next() {
      if (!hasNext() || place == null || unseen == null) {
        throw new NoSuchElementException();
      }
      ReceivedMessage message = unseen.next();
      places.show(place, message);
      return new InboxMessage(place, message);
    }

    private boolean isReady() {
      return place != null && unseen != null && isReady(place, unseen);
    }

    private boolean isReady(Place looked, Iterator<ReceivedMessage> messages) {
      try {
        return messages.hasNext();
      } catch (ClientException.UnknownSession | ClientException.Unauthorized _) {
        forget(looked);
        return false;
      } catch (ClientException e) {
        due.add(looked);
        unseen = null;
        throw e;
      }
    }

    private void look(Place next) {
      place = next;
      try {
        unseen = places.unseen(next);
      } catch (ClientException.UnknownSession | ClientException.Unauthorized _) {
        forget(next);
      }
    }

    private void forget(Place gone) {
      places.forget(gone);
      unseen = null;
    }

    private boolean isTaken(InboxFeed.Hint hint) {
      return switch (hint) {
        case InboxFeed.Hint.Said(Place where, long sequence) -> {
          places.said(where, sequence);
          due.add(where);
          yield true;
        }
        case InboxFeed.Hint.Anywhere _ -> {
          everywhere = true;
          yield true;
        }
        case InboxFeed.Hint.Closed _ -> false;
      };
    }
  }
}
