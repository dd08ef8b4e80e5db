package org.sessionvm.rpc.method;

import java.util.List;
import org.sessionvm.rpc.envelope.ErrorCode;

/**
 * What is said of a method, to its callers and in the documents.
 *
 * @param name that documents use
 * @param summary one line
 * @param parameters the record of its parameters
 * @param result the record of its result
 * @param access who may call it
 * @param aliases further names, besides the one with a lower-case letter after the dot
 * @param errors what it may refuse with, besides what every method may: -32603, and -32005 for its
 *     rate
 */
public record MethodDescription<P extends Record, R extends Record>(
    String name,
    String summary,
    Class<P> parameters,
    Class<R> result,
    Access access,
    List<String> aliases,
    List<ErrorCode> errors) {

  /** Of one that anyone may call and that refuses nothing. */
  public static <P extends Record, R extends Record> MethodDescription<P, R> of(
      String name, String summary, Class<P> parameters, Class<R> result) {
    return new MethodDescription<>(
        name, summary, parameters, result, Access.PUBLIC, List.of(), List.of());
  }

  /** The same for fewer callers. */
  public MethodDescription<P, R> access(Access only) {
    return new MethodDescription<>(name, summary, parameters, result, only, aliases, errors);
  }

  /** The same with further names. */
  public MethodDescription<P, R> aliases(String... further) {
    return new MethodDescription<>(
        name, summary, parameters, result, access, List.of(further), errors);
  }

  /** The same with what it may refuse with. */
  public MethodDescription<P, R> errors(ErrorCode... codes) {
    return new MethodDescription<>(
        name, summary, parameters, result, access, aliases, List.of(codes));
  }
}
