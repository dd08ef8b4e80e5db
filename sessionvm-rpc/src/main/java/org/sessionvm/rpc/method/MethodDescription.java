package org.sessionvm.rpc.method;

import java.util.List;
import org.sessionvm.rpc.envelope.ErrorCode;

/**
 * What is said of a method, to its callers and in the documents.
 *
 * @param name that documents use
 * @param summary one line
 * @param access who may call it
 * @param parameters the record of its parameters
 * @param result the record of its result
 * @param aliases further names, besides the one with a lower-case letter after the dot
 * @param errors what it may refuse with, besides what every method may: -32603, and -32005 for its
 *     rate
 */
public record MethodDescription<P extends Record, R extends Record>(
    String name,
    String summary,
    Access access,
    Class<P> parameters,
    Class<R> result,
    List<String> aliases,
    List<ErrorCode> errors) {

  /** Of one that refuses nothing. */
  public static <P extends Record, R extends Record> MethodDescription<P, R> of(
      String name, String summary, Access access, Class<P> parameters, Class<R> result) {
    return new MethodDescription<>(name, summary, access, parameters, result, List.of(), List.of());
  }

  /** The same with further names. */
  public MethodDescription<P, R> aliases(String... further) {
    return new MethodDescription<>(
        name, summary, access, parameters, result, List.of(further), errors);
  }

  /** The same with what it may refuse with. */
  public MethodDescription<P, R> errors(ErrorCode... codes) {
    return new MethodDescription<>(
        name, summary, access, parameters, result, aliases, List.of(codes));
  }
}
