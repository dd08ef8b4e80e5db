package org.sessionvm.rpc.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A channel of one owner, who invites, removes and gives keys; everybody else signs for itself. */
public final class TestChannel {
  private final TestCaller wallet;
  private final Person owner;
  private final String id;

  private TestChannel(TestCaller wallet, Person owner, String id) {
    this.wallet = wallet;
    this.owner = owner;
    this.id = id;
  }

  /** A new one, of which the owner is the only member. */
  public static TestChannel create(TestCaller wallet, Person owner) {
    JsonNode created = wallet.result("sessionvm.CreateChannel", by(owner).create("lunch", 1));
    return new TestChannel(wallet, owner, created.get("channelId").textValue());
  }

  private static ChannelRequests by(Person person) {
    return new ChannelRequests(person);
  }

  public String id() {
    return id;
  }

  /** Parameters that name it. */
  public ObjectNode named() {
    return TestCaller.object().put("channelId", id);
  }

  /** Invites somebody; by which invitation. */
  public String invite(Person invitee) {
    // Each moment makes another invitation.
    owner.node().time().advance(1);
    return wallet
        .result("sessionvm.InviteToChannel", by(owner).invite(id, invitee))
        .get("invitation")
        .textValue();
  }

  /** Makes somebody who is invited a member. */
  public void join(Person invitee, String invitation) {
    wallet.result("sessionvm.JoinChannel", by(invitee).join(id, invitation));
  }

  /** Makes somebody a member; by which invitation. */
  public String take(Person person) {
    String invitation = invite(person);
    join(person, invitation);
    return invitation;
  }

  /** Ends a membership or an invitation. */
  public void remove(Person person, String membership) {
    wallet.result("sessionvm.RemoveChannelMember", by(owner).remove(id, person, membership));
  }

  /** Somebody leaves. */
  public void leave(Person person, String membership) {
    wallet.result("sessionvm.LeaveChannel", by(person).leave(id, membership));
  }

  /** Gives members a key. */
  public void giveKey(long generation, Person... members) {
    wallet.result("sessionvm.GiveChannelKey", by(owner).giveKey(id, generation, members));
  }

  /** Gives a member a role. */
  public void changeRole(Person person, String membership, String role) {
    // Each change is later than the one before.
    owner.node().time().advance(1);
    wallet.result(
        "sessionvm.ChangeChannelRole", by(owner).changeRole(id, person, membership, role, 0));
  }

  /** A member says something. */
  public void send(Person sender, long generation, String ciphertext) {
    wallet.result("sessionvm.SendChannelMessage", by(sender).send(id, generation, ciphertext));
  }

  /** Closes it. */
  public void close() {
    wallet.result("sessionvm.CloseChannel", by(owner).close(id));
  }
}
