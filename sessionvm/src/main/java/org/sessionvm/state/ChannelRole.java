package org.sessionvm.state;

import org.sessionvm.codec.DecodeException;

/** What a member of a channel may do; each may do what those before it may. */
public enum ChannelRole {
  /** Sends and leaves. */
  MEMBER(1, "member"),
  /** Invites, removes members and gives keys. */
  ADMIN(2, "admin"),
  /** The one who gives roles, hands the channel over and closes it. */
  OWNER(3, "owner");

  private final int number;
  private final String wireName;

  ChannelRole(int number, String wireName) {
    this.number = number;
    this.wireName = wireName;
  }

  /** The number that is signed and stored. */
  public int number() {
    return number;
  }

  /** The name in JSON. */
  public String wireName() {
    return wireName;
  }

  /** Whether it may do what {@code other} may. */
  public boolean isAtLeast(ChannelRole other) {
    return number >= other.number;
  }

  /** The role with a number. */
  public static ChannelRole of(int number) {
    for (ChannelRole role : values()) {
      if (role.number == number) {
        return role;
      }
    }
    throw new DecodeException("no role has the number " + number);
  }
}
