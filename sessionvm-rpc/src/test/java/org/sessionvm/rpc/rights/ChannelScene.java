package org.sessionvm.rpc.rights;

import org.sessionvm.rpc.node.ChannelRequests;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;

/**
 * Alice's channel, in which Bob and Dave are members; with a key and a message of Alice's.
 *
 * @param bobs Bob's membership
 * @param daves Dave's membership
 */
record ChannelScene(String id, Person dave, String bobs, String daves) {
  static ChannelScene open(TestCaller anyone, Person alice, Person bob, Person dave) {
    ChannelRequests owner = new ChannelRequests(alice);
    String id =
        anyone
            .result("sessionvm.CreateChannel", owner.create("lunch", 1))
            .get("channelId")
            .textValue();
    String bobs = join(anyone, owner, id, bob);
    String daves = join(anyone, owner, id, dave);
    anyone.result("sessionvm.GiveChannelKey", owner.giveKey(id, 1, alice, bob, dave));
    anyone.result("sessionvm.SendChannelMessage", owner.send(id, 1, "aa"));
    return new ChannelScene(id, dave, bobs, daves);
  }

  private static String join(TestCaller anyone, ChannelRequests owner, String id, Person person) {
    String invitation =
        anyone
            .result("sessionvm.InviteToChannel", owner.invite(id, person))
            .get("invitation")
            .textValue();
    anyone.result("sessionvm.JoinChannel", new ChannelRequests(person).join(id, invitation));
    return invitation;
  }
}
