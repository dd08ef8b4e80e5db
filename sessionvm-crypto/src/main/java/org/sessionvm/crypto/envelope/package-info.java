/**
 * Encryption of messages.
 *
 * <p>{@link org.sessionvm.crypto.envelope.Envelope} is the reference's form for one recipient.
 * {@link org.sessionvm.crypto.envelope.GroupEnvelope} is for several. Which of the two a message
 * carries follows from the number of participants alone, and {@link
 * org.sessionvm.crypto.envelope.SessionCipher} applies that rule.
 *
 * <p>Neither has forward secrecy: whoever takes an ML-KEM key opens all mail that was sent to it.
 */
@NullMarked
package org.sessionvm.crypto.envelope;

import org.jspecify.annotations.NullMarked;
