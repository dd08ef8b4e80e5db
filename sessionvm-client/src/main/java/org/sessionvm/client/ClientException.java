package org.sessionvm.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/**
 * Why a call failed. A {@code switch} over the kinds is exhaustive. No message holds a secret, a
 * message's content, or text of a node beyond one line of visible ASCII.
 */
@SuppressWarnings("serial") // Lives in one process; the ids in it need not be serializable.
public abstract sealed class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ClientException(String message) {
    super(message);
  }

  private ClientException(String message, Throwable cause) {
    super(message, cause);
  }

  /** -32001: no such session, message or handle, or it is gone. */
  public static final class UnknownSession extends ClientException {
    public UnknownSession(String message) {
      super(message);
    }
  }

  /** -32002: the session is closed or expired. */
  public static final class SessionEnded extends ClientException {
    private final String reason;

    public SessionEnded(String reason) {
      super("session ended: " + reason);
      this.reason = reason;
    }

    /** What the node says: closed or expired. */
    public String reason() {
      return reason;
    }
  }

  /** -32003: not a participant, a missing or bad signature, no token. */
  public static final class Unauthorized extends ClientException {
    private final String reason;
    private final Optional<Instant> serverTime;

    public Unauthorized(String reason, Optional<Instant> serverTime) {
      super("unauthorized: " + reason);
      this.reason = reason;
      this.serverTime = serverTime;
    }

    /** What the node says. */
    public String reason() {
      return reason;
    }

    /** The node's clock, where it refused the time of an authentication. */
    public Optional<Instant> serverTime() {
      return serverTime;
    }
  }

  /** -32005, or HTTP 413 or 429: a limit of the chain or of the node. */
  public static final class LimitExceeded extends ClientException {
    private final String limit;
    private final Optional<Duration> retryAfter;

    public LimitExceeded(String limit, Optional<Duration> retryAfter) {
      super("limit exceeded: " + limit);
      this.limit = limit;
      this.retryAfter = retryAfter;
    }

    /** Its name. */
    public String limit() {
      return limit;
    }

    /** When it makes sense to try again; if empty, waiting does not help. */
    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /** -32602: the node finds a parameter malformed or contradictory. */
  public static final class InvalidParameters extends ClientException {
    private final String field;

    public InvalidParameters(String field, String message) {
      super("invalid parameters: " + message);
      this.field = field;
    }

    /** Its name; empty if the node does not say. */
    public String field() {
      return field;
    }
  }

  /**
   * The outcome of a write is not known yet. It may have happened: send the very same {@link
   * org.sessionvm.transaction.PreparedTransaction} again, which is safe, or ask for the id later.
   */
  public static final class NotYetAccepted extends ClientException {
    private final TransactionId id;

    public NotYetAccepted(TransactionId id) {
      super("not yet accepted: " + id);
      this.id = id;
    }

    /** The transaction. */
    public TransactionId id() {
      return id;
    }
  }

  /** Nobody answers, or the node says that it cannot answer now, or -32006: it takes no writes. */
  public static final class NodeUnavailable extends ClientException {
    private final Optional<Duration> retryAfter;

    public NodeUnavailable(String message, Optional<Duration> retryAfter) {
      super("node unavailable: " + message);
      this.retryAfter = retryAfter;
    }

    public NodeUnavailable(String message, Throwable cause) {
      super("node unavailable: " + message, cause);
      this.retryAfter = Optional.empty();
    }

    /** When the node wants to be asked again, if it says so. */
    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /**
   * No secure connection: whoever answers is not known to be the node, or the node wants a
   * certificate that it trusts. Trying again does not help.
   */
  public static final class TlsFailed extends ClientException {
    public TlsFailed(String message, Throwable cause) {
      super("no secure connection: " + message, cause);
    }
  }

  /** The node answers with an error that is none of the others, such as -32601 or -32603. */
  public static final class NodeFault extends ClientException {
    private final int code;

    public NodeFault(int code, String message) {
      super("the node failed with " + code + ": " + message);
      this.code = code;
    }

    /** The JSON-RPC code. */
    public int code() {
      return code;
    }
  }

  /** The node breaks the protocol: it lies, is something else, or is on another chain. */
  public static final class ProtocolViolation extends ClientException {
    public ProtocolViolation(String message) {
      super("protocol violation: " + message);
    }
  }

  /** Nothing can be sent in a channel before its owner or an admin has given it a key. */
  public static final class NoChannelKey extends ClientException {
    public NoChannelKey(String reason) {
      super(reason + "; its owner or an admin gives one");
    }
  }

  /** This wallet refuses to encrypt: nobody has proved the key of a participant. */
  public static final class UnprovedKeys extends ClientException {
    private final ParticipantId participant;

    public UnprovedKeys(ParticipantId participant) {
      super("the keys of " + participant + " are not proved; nothing is encrypted to them");
      this.participant = participant;
    }

    /** Whose. */
    public ParticipantId participant() {
      return participant;
    }
  }
}
