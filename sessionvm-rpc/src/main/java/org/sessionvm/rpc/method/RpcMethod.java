package org.sessionvm.rpc.method;

import java.util.List;
import org.sessionvm.rpc.envelope.ErrorCode;

/**
 * A method: everything about it in one class. To add one, write the class and add it to the list of
 * its namespace.
 *
 * @param <P> its parameters; each component a member, read by {@link ParameterReader}
 * @param <R> its result; each component a member
 */
public abstract class RpcMethod<P extends Record, R extends Record> {
  /** The name that documents use. */
  public abstract String name();

  /** Further names, besides the one with a lower-case letter after the dot. */
  public abstract List<String> aliases();

  /** One line. */
  public abstract String summary();

  /** The record of its parameters. */
  public abstract Class<P> parameters();

  /** The record of its result. */
  public abstract Class<R> result();

  /** Who may call it. */
  public abstract Access access();

  /** What an answer costs; of those that answer with pages, much. */
  public AnswerCost cost(P parameters) {
    return AnswerCost.SMALL;
  }

  /** What it may refuse with, besides what every method may: -32603, and -32005 for its rate. */
  public abstract List<ErrorCode> errors();

  /** Answers, or throws {@link org.sessionvm.rpc.envelope.RpcException}. Any thread. */
  public abstract R handle(P parameters, Caller caller);
}
