package org.sessionvm.execution;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An expected refusal: the same on every node for the same state and transaction.
 *
 * @param code what kind of refusal
 * @param reason one line for people; names the field and never repeats content
 * @param field the parameter at fault, if one is
 * @param limit the bound that was reached, if one was
 */
public record Rejection(
    RejectionCode code, String reason, Optional<String> field, OptionalLong limit) {
  /** A parameter is wrong. */
  public static Rejection malformed(String field, String reason) {
    return new Rejection(
        RejectionCode.MALFORMED, field + ": " + reason, Optional.of(field), OptionalLong.empty());
  }

  /** The caller may not do this. */
  public static Rejection unauthorized(String reason) {
    return new Rejection(
        RejectionCode.UNAUTHORIZED, reason, Optional.empty(), OptionalLong.empty());
  }

  /** A limit with a name is reached. */
  public static Rejection limit(String name, long limit) {
    return new Rejection(
        RejectionCode.LIMIT_EXCEEDED,
        name + " is " + limit,
        Optional.of(name),
        OptionalLong.of(limit));
  }

  /** A refusal that its code says in full. */
  public static Rejection of(RejectionCode code) {
    return new Rejection(code, code.text(), Optional.empty(), OptionalLong.empty());
  }
}
