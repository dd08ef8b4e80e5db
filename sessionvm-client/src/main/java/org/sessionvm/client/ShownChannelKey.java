package org.sessionvm.client;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;

/**
 * A key of a channel as the node shows it to one member. The answer proves nothing: {@link
 * SecureChannel} looks for the author's signature before it uses one.
 *
 * @param generation its number, from 1
 * @param giver who wrapped it for the member
 * @param wrappedKey the secret, wrapped for the member
 * @param author who made it
 * @param proof by what the author answers for it
 */
record ShownChannelKey(
    int generation, ParticipantId giver, Bytes wrappedKey, ParticipantId author, Bytes proof) {}
