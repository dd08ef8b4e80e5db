package org.sessionvm.crypto.provider;

/**
 * The provider in use.
 *
 * @param provider passed the self-test
 * @param reason one line for the log that says why it was chosen
 */
public record Selection(SignatureProvider provider, String reason) {}
