package org.sessionvm.rpc.rights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/**
 * Alice and Bob have a session with two messages and a key, and a handle each with a session
 * between these, and are in a channel of Alice's, who is invited to another; Carol is known to the
 * chain and has nothing to do with them.
 */
record Scene(
    TestNode node,
    TestCaller anyone,
    Person alice,
    Person bob,
    Person carol,
    String session,
    String message,
    Handles handles,
    ChannelScene channel) {
  /** What handles are called, and their session. */
  record Handles(String alice, String aliceId, String bob, String bobId, String session) {}

  /** A new one on a node; names of handles end with {@code number}. */
  static Scene open(TestNode node, TestCaller anyone, int number) {
    Person alice = known(node, anyone);
    Person bob = known(node, anyone);
    Person carol = known(node, anyone);
    String session = text(anyone, "CreateSession", alice.create(1, Map.of(), bob), "sessionId");
    anyone.result("sessionvm.AcceptSession", bob.accept(session));
    String message = text(anyone, "SendMessage", alice.send(session, "aa"), "messageId");
    anyone.result("sessionvm.SendMessage", bob.send(session, "bb"));
    anyone.result("sessionvm.RotateSessionKey", alice.rotate(session, alice, bob));
    Handles handles = handles(anyone, alice, "alice_" + number, bob, "bob_" + number);
    ChannelScene channel = ChannelScene.open(anyone, alice, bob, known(node, anyone));
    return new Scene(node, anyone, alice, bob, carol, session, message, handles, channel);
  }

  private static Person known(TestNode node, TestCaller anyone) {
    Person person = Person.of(node);
    anyone.result("sessionvm.RegisterIdentity", person.register());
    return person;
  }

  private static Handles handles(
      TestCaller anyone, Person alice, String one, Person bob, String other) {
    String oneId = text(anyone, "RegisterHandle", alice.registerHandle(one, one), "incarnation");
    String otherId =
        text(anyone, "RegisterHandle", bob.registerHandle(other, other), "incarnation");
    ObjectNode establish = alice.establish(one, oneId, other, otherId);
    String session = text(anyone, "EstablishSession", establish, "sessionId");
    return new Handles(one, oneId, other, otherId, session);
  }

  private static String text(TestCaller anyone, String method, ObjectNode params, String field) {
    return anyone.result("sessionvm." + method, params).get(field).textValue();
  }

  /** Session and channels are over, and Alice gives her handle up. */
  void end() {
    anyone.result("sessionvm.CloseSession", bob.close(session));
    channel.end(anyone, alice);
    anyone.result(
        "sessionvm.RenounceHandle", alice.renounceHandle(handles.alice(), handles.aliceId()));
    node.time().advance(1);
  }
}
