/**
 * A wallet's half of SessionVM: identities hold encrypted, signed conversations through a node that
 * they need not trust with anything but keeping the messages.
 *
 * {@snippet :
 * try (SessionClient client = SessionClient.connect(node, ClientSettings.DEFAULT);
 *     Identity alice = Identity.generate();
 *     Identity bob = Identity.generate()) {
 *   SessionProvider provider = new SessionProvider(client);
 *   SecureSession toBob = provider.createSecureSession(alice, List.of(bob.keys().toBytes()));
 *   toBob.send("Lunch at noon?".getBytes(StandardCharsets.UTF_8));
 *
 *   SecureSession fromAlice = provider.openSecureSession(bob, toBob.id());
 *   for (ReceivedMessage message : fromAlice.messages(0)) {
 *     if (message instanceof ReceivedMessage.Opened opened) {
 *       System.out.println(opened.sender() + ": " + opened.plaintext().text().orElse("(bytes)"));
 *     }
 *   }
 *   fromAlice.close();
 * }
 * }
 *
 * <p>{@link org.sessionvm.client.SessionClient} has the calls of a node one by one, {@link
 * org.sessionvm.client.SecureSession} what most wallets want. Failures are the kinds of {@link
 * org.sessionvm.client.ClientException}.
 */
@NullMarked
package org.sessionvm.client;

import org.jspecify.annotations.NullMarked;
