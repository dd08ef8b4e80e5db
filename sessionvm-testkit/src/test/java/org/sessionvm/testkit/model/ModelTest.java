package org.sessionvm.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.property.Property;

/** The virtual machine and a simple model of it agree on whatever happens. */
class ModelTest {
  private static final int STEPS = 60;

  /** Low, so that a short run reaches each. */
  private static final Limits LIMITS = new Limits(300, 3, 30, 3, 400, 3, 64, 1 << 19, 4_096);

  private static final ChainRules SIGNED =
      new ChainRules(3_600, 8, 2, 1, "07", Authentication.SIGNED, LIMITS, 4_000);
  private static final ChainRules ONE_CHANNEL =
      new ChainRules(3_600, 8, 1, 1, "07", Authentication.SIGNED, LIMITS, 4_000);
  private static final ChainRules SHORT_LIVED =
      new ChainRules(60, 8, 2, 1, "", Authentication.SIGNED, LIMITS, 4_000);
  private static final ChainRules OPEN =
      new ChainRules(3_600, 8, 2, 1, "07", Authentication.OPEN, LIMITS, 4_000);

  @Test
  void answersAsTheModelDoes() {
    Map<String, Integer> tally = new TreeMap<>();

    Property.check(100, gen -> run(gen, SIGNED, 0, tally));

    // A run that never meets a refusal says nothing about it.
    assertThat(tally)
        .containsKeys(
            "AcceptSession SESSION_CLOSED ",
            "AcceptSession SESSION_EXPIRED ",
            "AcceptSession UNAUTHORIZED ",
            "AcceptSession UNKNOWN_SESSION ",
            "AcceptSession done",
            "AcknowledgeMessages MALFORMED ",
            "AcknowledgeMessages UNAUTHORIZED ",
            "AcknowledgeMessages UNKNOWN_SESSION ",
            "AcknowledgeMessages done",
            "BlockSession MALFORMED ",
            "BlockSession SESSION_CLOSED ",
            "BlockSession UNAUTHORIZED ",
            "BlockSession UNKNOWN_SESSION ",
            "BlockSession done",
            "EstablishSession MALFORMED ",
            "EstablishSession UNAUTHORIZED ",
            "EstablishSession UNKNOWN_HANDLE ",
            "EstablishSession done",
            "RegisterHandle MALFORMED ",
            "RegisterHandle UNAUTHORIZED ",
            "RegisterHandle done",
            "RenounceHandle UNAUTHORIZED ",
            "RenounceHandle UNKNOWN_HANDLE ",
            "RenounceHandle done",
            "UpdateProfile MALFORMED ",
            "UpdateProfile UNAUTHORIZED ",
            "UpdateProfile UNKNOWN_HANDLE ",
            "UpdateProfile done",
            "CloseSession SESSION_CLOSED ",
            "CloseSession UNAUTHORIZED ",
            "CloseSession done",
            "CreateSession LIMIT_EXCEEDED metadataBytesMax",
            "CreateSession LIMIT_EXCEEDED participantsMax",
            "CreateSession LIMIT_EXCEEDED unprovedSessionsMax",
            "CreateSession MALFORMED ",
            "CreateSession UNAUTHORIZED ",
            "CreateSession UNKNOWN_SESSION ",
            "CreateSession done",
            "DeleteMessage MALFORMED ",
            "DeleteMessage UNAUTHORIZED ",
            "DeleteMessage UNKNOWN_MESSAGE ",
            "DeleteMessage done",
            "PurgeSession MALFORMED ",
            "PurgeSession UNAUTHORIZED ",
            "PurgeSession done",
            "RegisterIdentity UNAUTHORIZED ",
            "RegisterIdentity done",
            "RenewSession LIMIT_EXCEEDED sessionRenewalMax",
            "RenewSession MALFORMED ",
            "RenewSession SESSION_CLOSED ",
            "RenewSession done",
            "RotateSessionKey LIMIT_EXCEEDED pendingKeyGenerationsMax",
            "RotateSessionKey MALFORMED ",
            "RotateSessionKey SESSION_CLOSED ",
            "RotateSessionKey UNAUTHORIZED ",
            "RotateSessionKey done",
            "SendMessage LIMIT_EXCEEDED ciphertextBytesMax",
            "SendMessage LIMIT_EXCEEDED maxMessages",
            "SendMessage LIMIT_EXCEEDED pendingBytesMax",
            "SendMessage LIMIT_EXCEEDED pendingMessagesMax",
            "SendMessage MALFORMED ",
            "SendMessage SESSION_CLOSED ",
            "SendMessage SESSION_EXPIRED ",
            "SendMessage UNAUTHORIZED ",
            "SendMessage UNKNOWN_SESSION ",
            "SendMessage done",
            "commit failed after writing",
            "commit failed before writing",
            "restart",
            "rules",
            "siblings");
  }

  @Test
  void answersAsTheModelDoesInChannels() {
    Map<String, Integer> tally = new TreeMap<>();

    Property.check(100, gen -> run(gen, ONE_CHANNEL, 85, tally));

    assertThat(tally)
        .containsKeys(
            "ChangeChannelRole CHANNEL_CLOSED ",
            "ChangeChannelRole LIMIT_EXCEEDED maxChannels",
            "ChangeChannelRole MALFORMED ",
            "ChangeChannelRole UNAUTHORIZED ",
            "ChangeChannelRole UNKNOWN_CHANNEL ",
            "ChangeChannelRole UNKNOWN_MEMBER ",
            "ChangeChannelRole done",
            "CloseChannel UNAUTHORIZED ",
            "CloseChannel UNKNOWN_CHANNEL ",
            "CloseChannel done",
            "CreateChannel LIMIT_EXCEEDED maxChannels",
            "CreateChannel MALFORMED ",
            "CreateChannel UNAUTHORIZED ",
            "CreateChannel done",
            "DeleteChannelMessage MALFORMED ",
            "DeleteChannelMessage UNAUTHORIZED ",
            "DeleteChannelMessage UNKNOWN_CHANNEL ",
            "DeleteChannelMessage UNKNOWN_MESSAGE ",
            "DeleteChannelMessage done",
            "GiveChannelKey CHANNEL_CLOSED ",
            "GiveChannelKey MALFORMED ",
            "GiveChannelKey UNAUTHORIZED ",
            "GiveChannelKey UNKNOWN_CHANNEL ",
            "GiveChannelKey done",
            "InviteToChannel CHANNEL_CLOSED ",
            "InviteToChannel MALFORMED ",
            "InviteToChannel UNAUTHORIZED ",
            "InviteToChannel UNKNOWN_CHANNEL ",
            "InviteToChannel done",
            "JoinChannel CHANNEL_CLOSED ",
            "JoinChannel UNAUTHORIZED ",
            "JoinChannel UNKNOWN_CHANNEL ",
            "JoinChannel UNKNOWN_INVITATION ",
            "JoinChannel done",
            "RemoveChannelMember CHANNEL_CLOSED ",
            "RemoveChannelMember UNAUTHORIZED ",
            "RemoveChannelMember UNKNOWN_CHANNEL ",
            "RemoveChannelMember done",
            "SendChannelMessage CHANNEL_CLOSED ",
            "SendChannelMessage LIMIT_EXCEEDED ciphertextBytesMax",
            "SendChannelMessage LIMIT_EXCEEDED maxMessages",
            "SendChannelMessage MALFORMED ",
            "SendChannelMessage UNAUTHORIZED ",
            "SendChannelMessage UNKNOWN_CHANNEL ",
            "SendChannelMessage done");
  }

  @Test
  void answersAsTheModelDoesWhereSessionsEndBeforeTheyAreForgotten() {
    Property.check(20, gen -> run(gen, SHORT_LIVED, 20, new TreeMap<>()));
  }

  @Test
  void answersAsTheModelDoesWhereNoProofIsAskedFor() {
    Property.check(20, gen -> run(gen, OPEN, 20, new TreeMap<>()));
  }

  @Test
  void makesTheSameBytesFromTheSameSeed() {
    for (long seed = 0; seed < 10; seed++) {
      Bytes once = run(new Gen(seed), SIGNED, 20, new TreeMap<>());

      assertThat(run(new Gen(seed), SIGNED, 20, new TreeMap<>())).isEqualTo(once);
      assertThat(run(new Gen(seed + 1_000), SIGNED, 20, new TreeMap<>())).isNotEqualTo(once);
    }
  }

  private static Bytes run(Gen gen, ChainRules rules, int inChannels, Map<String, Integer> tally) {
    try (Simulation simulation = new Simulation(gen, rules, inChannels)) {
      simulation.run(STEPS);
      simulation.tally().addTo(tally);
      return simulation.history();
    }
  }
}
