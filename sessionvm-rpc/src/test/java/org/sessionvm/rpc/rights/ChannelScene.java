package org.sessionvm.rpc.rights;

import org.sessionvm.rpc.node.ChannelRequests;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;

/**
 * Alice's channel, in which Bob and Dave are members; with a key and a message of Alice's. And one
 * of Dave's, to which Alice is invited.
 *
 * @param bobs Bob's membership
 * @param daves Dave's membership
 * @param other Dave's channel
 * @param invitation Alice's
 */
record ChannelScene(
    String id, Person dave, String bobs, String daves, String other, String invitation) {
  static ChannelScene open(TestCaller anyone, Person alice, Person bob, Person dave) {
    ChannelRequests owner = new ChannelRequests(alice);
    String id = create(anyone, owner, "lunch");
    String bobs = join(anyone, owner, id, bob);
    String daves = join(anyone, owner, id, dave);
    anyone.result("sessionvm.GiveChannelKey", owner.giveKey(id, 1, alice, bob, dave));
    anyone.result("sessionvm.SendChannelMessage", owner.send(id, 1, "aa"));
    ChannelRequests host = new ChannelRequests(dave);
    String other = create(anyone, host, "dinner");
    return new ChannelScene(id, dave, bobs, daves, other, invite(anyone, host, other, alice));
  }

  private static String create(TestCaller anyone, ChannelRequests owner, String name) {
    return anyone
        .result("sessionvm.CreateChannel", owner.create(name, 1))
        .get("channelId")
        .textValue();
  }

  private static String invite(TestCaller anyone, ChannelRequests owner, String id, Person person) {
    return anyone
        .result("sessionvm.InviteToChannel", owner.invite(id, person))
        .get("invitation")
        .textValue();
  }

  /** Both are closed. */
  void end(TestCaller anyone, Person alice) {
    anyone.result("sessionvm.CloseChannel", new ChannelRequests(alice).close(id));
    anyone.result("sessionvm.CloseChannel", new ChannelRequests(dave).close(other));
  }

  private static String join(TestCaller anyone, ChannelRequests owner, String id, Person person) {
    String invitation = invite(anyone, owner, id, person);
    anyone.result("sessionvm.JoinChannel", new ChannelRequests(person).join(id, invitation));
    return invitation;
  }
}
