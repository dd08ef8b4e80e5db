package org.sessionvm.vm;

import java.util.OptionalLong;

/**
 * A page of a {@link MessageQuery}.
 *
 * @param page the messages in the order of the query
 * @param next {@link MessageQuery#place} of the next page; nothing at the end
 */
public record QueriedPage(MessagePage page, OptionalLong next) {
  static QueriedPage of(MessagePage page, boolean goesOn) {
    return new QueriedPage(
        page, goesOn ? OptionalLong.of(page.nextSequence()) : OptionalLong.empty());
  }
}
