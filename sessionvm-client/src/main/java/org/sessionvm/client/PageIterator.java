package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/** Reads pages of a list until one has no cursor to a next. */
final class PageIterator<T> implements Iterator<T> {
  static final int PAGE = 100;

  private static final int PAGES_MAX = 10_000;
  private static final int CURSOR_CHARACTERS_MAX = 1_024;

  /** Items and where the next page begins. */
  record Page<T>(List<T> items, Optional<String> nextCursor) {
    /**
     * Asks for one.
     *
     * @param parameters besides its length and where it begins
     * @param list which member of the answer has the items
     */
    static <T> Page<T> of(
        Optional<String> cursor,
        ObjectNode parameters,
        Function<ObjectNode, JsonNode> call,
        String list,
        Function<JsonNode, T> item) {
      parameters.put("limit", PAGE);
      cursor.ifPresent(place -> parameters.put("cursor", place));
      JsonFields result = new JsonFields(call.apply(parameters));
      return new Page<>(result.list(list, item), result.optionalText("nextCursor"));
    }
  }

  private final Function<Optional<String>, Page<T>> pages;
  private final Queue<T> buffered = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private Optional<String> cursor = Optional.empty();
  private boolean ended;

  PageIterator(Function<Optional<String>, Page<T>> pages) {
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    while (buffered.isEmpty() && !ended) {
      fetch();
    }
    return !buffered.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return buffered.remove();
  }

  private void fetch() {
    Page<T> page = pages.apply(cursor);
    buffered.addAll(page.items());
    cursor = page.nextCursor();
    ended = cursor.isEmpty();
    cursor.ifPresent(this::requireProgress);
  }

  private void requireProgress(String place) {
    if (place.length() > CURSOR_CHARACTERS_MAX || seen.size() == PAGES_MAX || !seen.add(place)) {
      throw new ClientException.ProtocolViolation("the pages have no end");
    }
  }
}
