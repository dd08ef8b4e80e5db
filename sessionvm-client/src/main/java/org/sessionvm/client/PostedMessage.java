package org.sessionvm.client;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/**
 * A message of a channel, as the node tells it.
 *
 * @param id BLAKE2b-256 of what the sender signed
 * @param keyGeneration number of the key that it is under, from 1
 * @param acceptedMillis the time of its block
 * @param sequence its place in the channel
 */
public record PostedMessage(
    TransactionId id,
    ChannelId channel,
    ParticipantId sender,
    long keyGeneration,
    Bytes ciphertext,
    Bytes signature,
    long acceptedMillis,
    long sequence) {}
