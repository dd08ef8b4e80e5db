package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelMessage;
import org.sessionvm.state.ChannelMessageKey;
import org.sessionvm.state.ChannelRecord;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SignedTransaction;

/** Messages of channels, what is remembered of transactions, and the payloads. */
final class ChannelMessageRows {
  private final Subject subject;

  ChannelMessageRows(Subject subject) {
    this.subject = subject;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.CHANNEL_MESSAGES, this::message);
    subject.walk(Columns.CHANNEL_TRANSACTIONS, this::transaction);
  }

  /** Without a gap up to the last; only of a closed channel the first may be gone. */
  void channel(ChannelId id, Channel channel) {
    long[] next = {-1};
    subject.walkPrefix(
        Columns.CHANNEL_MESSAGES,
        id.bytes(),
        (key, _) -> {
          boolean follows = next[0] < 0 ? isFirst(channel, key) : key.sequence() == next[0];
          expectChannel(follows, id, "a message before " + key.sequence() + " is missing");
          next[0] = key.sequence() + 1;
        });
    expectChannel(
        next[0] < 0 ? channel.isClosed() || channel.messages() == 0 : next[0] == channel.messages(),
        id,
        "the messages end before " + channel.messages());
  }

  private static boolean isFirst(Channel channel, ChannelMessageKey key) {
    return channel.isClosed() || key.sequence() == 0;
  }

  private void message(ChannelMessageKey key, ChannelMessage message) {
    expect(
        subject
            .get(Columns.CHANNELS, key.channel())
            .filter(channel -> key.sequence() < channel.messages())
            .isPresent(),
        Kind.DANGLING,
        key,
        "no channel counts it");
    expect(
        subject
            .get(Columns.CHANNEL_TRANSACTIONS, message.id())
            .equals(Optional.of(new ChannelRecord.Message(key.channel(), key.sequence()))),
        Kind.MISSING,
        key,
        "is not found by its transaction");
    expect(
        BlockRows.header(subject, message.location().height())
            .filter(header -> header.timestampMillis() == message.acceptedMillis())
            .isPresent(),
        Kind.CONTRADICTION,
        key,
        "no block of that time is at its height");
    payload(key, message);
  }

  private void payload(ChannelMessageKey key, ChannelMessage message) {
    Optional<Bytes> payload = subject.get(Columns.PAYLOADS, message.location());
    boolean past =
        BlockRows.header(subject, message.location().height())
            .filter(subject::arePayloadsPast)
            .isPresent();
    boolean erased = subject.has(Columns.ERASED_PAYLOADS, message.location());
    expect(past || erased || payload.isPresent(), Kind.MISSING, key, "its payload is missing");
    expect(
        payload.filter(bytes -> !isPayloadOf(key, message, bytes)).isEmpty(),
        Kind.CONTRADICTION,
        key,
        "its payload is another transaction");
  }

  private boolean isPayloadOf(ChannelMessageKey key, ChannelMessage message, Bytes bytes) {
    try {
      SignedTransaction signed = SignedTransaction.CODEC.decode(bytes);
      return signed.transaction() instanceof SendChannelMessage sent
          && sent.channel().equals(key.channel())
          && sent.sender().equals(message.sender())
          && PreparedTransaction.of(subject.chain(), subject.hashing(), signed, bytes)
              .id()
              .equals(message.id());
    } catch (DecodeException e) {
      return false;
    }
  }

  private void transaction(TransactionId id, ChannelRecord record) {
    boolean known =
        switch (record) {
          case ChannelRecord.Message sent ->
              subject
                  .get(
                      Columns.CHANNEL_MESSAGES,
                      new ChannelMessageKey(sent.channel(), sent.sequence()))
                  .filter(message -> message.id().equals(id))
                  .isPresent();
          // The channel, or the use that was made of it, may be gone before.
          case ChannelRecord.Invitation made ->
              subject.has(Columns.EXPIRIES, Expiry.ofInvitation(made.expiresMillis(), id));
        };
    subject.expect(
        known, Kind.DANGLING, Columns.CHANNEL_TRANSACTIONS, id, "what it did is not there");
  }

  private void expect(boolean holds, Kind kind, ChannelMessageKey key, String detail) {
    subject.expect(holds, kind, Columns.CHANNEL_MESSAGES, key, detail);
  }

  private void expectChannel(boolean holds, ChannelId id, String detail) {
    subject.expect(holds, Kind.MISSING, Columns.CHANNELS, id, detail);
  }
}
