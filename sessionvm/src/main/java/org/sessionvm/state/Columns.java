package org.sessionvm.state;

import java.util.List;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.ColumnId.Kind;

/**
 * Every column there is. Numbers are never reused.
 *
 * <p>Columns 1 to 4 hold the chain itself and are committed to by block ids. Column 16 holds what
 * this node has yet to do and nothing commits to it. The others hold the state, and every change of
 * them goes into the state hash of a block's header.
 */
public final class Columns {
  private static final Codec<Bytes> RAW = Codec.of(ByteWriter::raw, ByteReader::remaining);
  private static final Codec<Long> HEIGHT = Codec.of(ByteWriter::u64, ByteReader::u64);
  private static final Codec<SessionId> SESSION_ID =
      Codec.of(ByteWriter::id, reader -> reader.id(SessionId::new));
  private static final Codec<ParticipantId> PARTICIPANT_ID =
      Codec.of(ByteWriter::id, reader -> reader.id(ParticipantId::new));

  private static final Codec<IncarnationId> INCARNATION_ID =
      Codec.of(ByteWriter::id, reader -> reader.id(IncarnationId::new));

  /** Facts about the chain, by {@link MetaKey}. */
  public static final Column<MetaKey, Bytes> META =
      new Column<>(new ColumnId(1, "meta", Kind.INLINE), MetaKey.CODEC, RAW);

  /** Encoded headers of accepted blocks, by height; kept for ever. */
  public static final Column<Long, Bytes> BLOCK_HEADERS =
      new Column<>(new ColumnId(2, "block_headers", Kind.INLINE), HEIGHT, RAW);

  /** Heights of accepted blocks, by block id; kept for ever. */
  public static final Column<BlockId, Long> BLOCK_HEIGHTS =
      new Column<>(
          new ColumnId(3, "block_heights", Kind.INLINE),
          Codec.of(ByteWriter::id, reader -> reader.id(BlockId::new)),
          HEIGHT);

  /** Encoded signed transactions, by place in the chain; kept for the retention time. */
  public static final Column<PayloadLocation, Bytes> PAYLOADS =
      new Column<>(new ColumnId(4, "payloads", Kind.BLOB), PayloadLocation.CODEC, RAW);

  /** What creations and messages did, by transaction id; as long as their session. */
  public static final Column<TransactionId, TransactionRecord> TRANSACTIONS =
      new Column<>(
          new ColumnId(5, "transactions", Kind.INLINE),
          Codec.of(ByteWriter::id, reader -> reader.id(TransactionId::new)),
          TransactionRecord.CODEC);

  /** Public keys of identities. */
  public static final Column<ParticipantId, IdentityKeys> IDENTITIES =
      new Column<>(
          new ColumnId(6, "identities", Kind.INLINE),
          PARTICIPANT_ID,
          Codec.of(
              (writer, keys) -> writer.raw(keys.toBytes()),
              reader -> IdentityKeys.fromBytes(reader.raw(IdentityKeys.BYTES))));

  /** How long identities are kept. */
  public static final Column<ParticipantId, IdentityLease> IDENTITY_LEASES =
      new Column<>(
          new ColumnId(7, "identity_leases", Kind.INLINE), PARTICIPANT_ID, IdentityLease.CODEC);

  /** What never changes of sessions. */
  public static final Column<SessionId, Session> SESSIONS =
      new Column<>(new ColumnId(8, "sessions", Kind.INLINE), SESSION_ID, Session.CODEC);

  /** What changes of sessions. */
  public static final Column<SessionId, SessionHead> SESSION_HEADS =
      new Column<>(new ColumnId(9, "session_heads", Kind.INLINE), SESSION_ID, SessionHead.CODEC);

  /** Public key entries of sessions, as their makers gave them. */
  public static final Column<SessionKeyIndex, Bytes> SESSION_KEYS =
      new Column<>(new ColumnId(10, "session_keys", Kind.INLINE), SessionKeyIndex.CODEC, RAW);

  /** Messages by session and sequence. */
  public static final Column<MessageKey, MessageRecord> MESSAGES =
      new Column<>(
          new ColumnId(11, "messages", Kind.INLINE), MessageKey.CODEC, MessageRecord.CODEC);

  /** The sessions of each participant, newest first. */
  public static final Column<ParticipantSession, Bytes> PARTICIPANT_SESSIONS =
      new Column<>(
          new ColumnId(12, "participant_sessions", Kind.INLINE), ParticipantSession.CODEC, RAW);

  /** What is due when. */
  public static final Column<Expiry, Bytes> EXPIRIES =
      new Column<>(new ColumnId(13, "expiries", Kind.INLINE), Expiry.CODEC, RAW);

  /** Sums; one row with the empty key. */
  public static final Column<Bytes, Counters> COUNTERS =
      new Column<>(new ColumnId(14, "counters", Kind.INLINE), RAW, Counters.CODEC);

  /** What rules blocks changed, by height; kept for ever. */
  public static final Column<Long, RulesRow> RULES =
      new Column<>(new ColumnId(15, "rules", Kind.INLINE), HEIGHT, RulesRow.CODEC);

  /** Payloads that are let go and yet to be deleted, with the place after the last of them. */
  public static final Column<PayloadDeletion, PayloadLocation> PAYLOAD_DELETIONS =
      new Column<>(
          new ColumnId(16, "payload_deletions", Kind.INLINE),
          PayloadDeletion.CODEC,
          PayloadLocation.CODEC);

  /** Who has a name now. */
  public static final Column<HandleName, IncarnationId> HANDLES =
      new Column<>(
          new ColumnId(17, "handles", Kind.INLINE), OwnerHandle.HandleKey.CODEC, INCARNATION_ID);

  /** Registrations of handles, given up ones for a while. */
  public static final Column<IncarnationId, Incarnation> INCARNATIONS =
      new Column<>(
          new ColumnId(18, "incarnations", Kind.INLINE), INCARNATION_ID, Incarnation.CODEC);

  /** The handles of each owner. */
  public static final Column<OwnerHandle, IncarnationId> OWNER_HANDLES =
      new Column<>(
          new ColumnId(19, "owner_handles", Kind.INLINE), OwnerHandle.CODEC, INCARNATION_ID);

  /** What owners tell of their handles. */
  public static final Column<IncarnationId, Profile> PROFILES =
      new Column<>(new ColumnId(20, "profiles", Kind.INLINE), INCARNATION_ID, Profile.CODEC);

  /** The newest session between two handles. */
  public static final Column<HandlePair, PairRecord> HANDLE_PAIRS =
      new Column<>(
          new ColumnId(21, "handle_pairs", Kind.INLINE), HandlePair.CODEC, PairRecord.CODEC);

  /** The chats of each handle, that with the latest message first. */
  public static final Column<ChatKey, Bytes> CHATS =
      new Column<>(new ColumnId(22, "chats", Kind.INLINE), ChatKey.CODEC, RAW);

  /** Keys of sessions, wrapped for each participant; as long as their session. */
  public static final Column<KeyGenerationKey, SessionKeyGeneration> KEY_GENERATIONS =
      new Column<>(
          new ColumnId(23, "key_generations", Kind.INLINE),
          KeyGenerationKey.CODEC,
          SessionKeyGeneration.CODEC);

  /** What participants have acknowledged; as long as their session. */
  public static final Column<ReceiptKey, MessageReceipt> RECEIPTS =
      new Column<>(
          new ColumnId(24, "receipts", Kind.INLINE), ReceiptKey.CODEC, MessageReceipt.CODEC);

  /** Payloads that were deleted before their time; until that of their block has come. */
  public static final Column<PayloadLocation, Bytes> ERASED_PAYLOADS =
      new Column<>(new ColumnId(25, "erased_payloads", Kind.INLINE), PayloadLocation.CODEC, RAW);

  /** Channels. */
  public static final Column<ChannelId, Channel> CHANNELS =
      new Column<>(
          new ColumnId(26, "channels", Kind.INLINE),
          Codec.of(ByteWriter::id, reader -> reader.id(ChannelId::new)),
          Channel.CODEC);

  /** Who is in a channel. */
  public static final Column<ChannelMemberKey, ChannelMember> CHANNEL_MEMBERS =
      new Column<>(
          new ColumnId(27, "channel_members", Kind.INLINE),
          ChannelMemberKey.CODEC,
          ChannelMember.CODEC);

  /** The channels of each participant, and those it is invited to. */
  public static final Column<ParticipantChannel, Bytes> PARTICIPANT_CHANNELS =
      new Column<>(
          new ColumnId(28, "participant_channels", Kind.INLINE), ParticipantChannel.CODEC, RAW);

  /** Who may join a channel. */
  public static final Column<ChannelMemberKey, ChannelInvitation> CHANNEL_INVITATIONS =
      new Column<>(
          new ColumnId(29, "channel_invitations", Kind.INLINE),
          ChannelMemberKey.CODEC,
          ChannelInvitation.CODEC);

  /** Keys of channels, wrapped for each member. */
  public static final Column<ChannelKeyKey, ChannelKey> CHANNEL_KEYS =
      new Column<>(
          new ColumnId(30, "channel_keys", Kind.INLINE), ChannelKeyKey.CODEC, ChannelKey.CODEC);

  /** Messages by channel and sequence. */
  public static final Column<ChannelMessageKey, ChannelMessage> CHANNEL_MESSAGES =
      new Column<>(
          new ColumnId(31, "channel_messages", Kind.INLINE),
          ChannelMessageKey.CODEC,
          ChannelMessage.CODEC);

  /** What messages and invitations did, by transaction id. */
  public static final Column<TransactionId, ChannelRecord> CHANNEL_TRANSACTIONS =
      new Column<>(
          new ColumnId(32, "channel_transactions", Kind.INLINE),
          Codec.of(ByteWriter::id, reader -> reader.id(TransactionId::new)),
          ChannelRecord.CODEC);

  /** Who began each generation of a channel's keys, and what shows that. */
  public static final Column<ChannelGenerationKey, ChannelKeyOrigin> CHANNEL_KEY_ORIGINS =
      new Column<>(
          new ColumnId(33, "channel_key_origins", Kind.INLINE),
          ChannelGenerationKey.CODEC,
          ChannelKeyOrigin.CODEC);

  private static final List<Column<?, ?>> ALL =
      List.of(
          META,
          BLOCK_HEADERS,
          BLOCK_HEIGHTS,
          PAYLOADS,
          TRANSACTIONS,
          IDENTITIES,
          IDENTITY_LEASES,
          SESSIONS,
          SESSION_HEADS,
          SESSION_KEYS,
          MESSAGES,
          PARTICIPANT_SESSIONS,
          EXPIRIES,
          COUNTERS,
          RULES,
          PAYLOAD_DELETIONS,
          HANDLES,
          INCARNATIONS,
          OWNER_HANDLES,
          PROFILES,
          HANDLE_PAIRS,
          CHATS,
          KEY_GENERATIONS,
          RECEIPTS,
          ERASED_PAYLOADS,
          CHANNELS,
          CHANNEL_MEMBERS,
          PARTICIPANT_CHANNELS,
          CHANNEL_INVITATIONS,
          CHANNEL_KEYS,
          CHANNEL_MESSAGES,
          CHANNEL_TRANSACTIONS,
          CHANNEL_KEY_ORIGINS);

  /** The value of a row whose key says all. */
  public static final Bytes PRESENT = Bytes.EMPTY;

  /** Longest key of any column, in bytes. */
  public static final int KEY_BYTES_MAX = 2 * Identifier.BYTES + Long.BYTES;

  /** After a prefix: sorts after every key that begins with that. */
  public static final Bytes AFTER_PREFIX = Bytes.fromHex("ff".repeat(KEY_BYTES_MAX));

  private Columns() {}

  /** Every column, in the order of the numbers. */
  public static List<Column<?, ?>> all() {
    return ALL;
  }

  /** What a store needs to know of every column. */
  public static List<ColumnId> ids() {
    return ALL.stream().<ColumnId>map(Column::id).toList();
  }
}
