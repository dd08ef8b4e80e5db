package org.sessionvm.rpc.method;

import java.util.List;
import java.util.Map;

/** The actions of MostAO, a line each; they are names of methods in JSON-RPC 2.0 alone. */
final class SeedActions {
  private static final String SESSION = "sessionId";
  private static final String HANDLE = "handle";

  static final List<SeedAction> ALL =
      List.of(
          SeedAction.of("QueryHandle", "sessionvm.QueryHandle")
              .bare("name")
              .renamed(Map.of(HANDLE, "name")),
          SeedAction.of("GetHandles", "sessionvm.GetHandles").bare("owner"),
          SeedAction.of("Register", "sessionvm.RegisterHandle")
              .bare("name")
              .renamed(Map.of(HANDLE, "name")),
          SeedAction.of("Renounce", "sessionvm.RenounceHandle")
              .bare(HANDLE)
              .renamed(Map.of("name", HANDLE)),
          SeedAction.of("QuerySession", "sessionvm.QuerySession"),
          SeedAction.of("EstablishSession", "sessionvm.EstablishSession"),
          SeedAction.of("ProfileUpdate", "sessionvm.UpdateProfile").target(HANDLE).into("profile"),
          SeedAction.of("GetProfile", "sessionvm.GetProfile").target(HANDLE),
          SeedAction.of("GetChatList", "sessionvm.GetChatList").target(HANDLE),
          SeedAction.of("RelayMessage", "sessionvm.RelayMessage")
              .target(HANDLE)
              .renamed(Map.of("content", "ciphertext", "generation", "keyGeneration")),
          SeedAction.of("UpdateChatList", "sessionvm.UpdateChatList").target(HANDLE).into("data"),
          SeedAction.of("Notify", "sessionvm.Notify").target(HANDLE).into("data"),
          SeedAction.of("RotateSessionKey", "sessionvm.RotateSessionKey").target(SESSION),
          SeedAction.of("GetCurrentKeys", "sessionvm.GetCurrentKeys").target(SESSION),
          SeedAction.of("GetCurrentKey", "sessionvm.GetCurrentKeys").target(SESSION),
          SeedAction.of("GetKeyByGeneration", "sessionvm.GetKeyByGeneration")
              .target(SESSION)
              .bare("generation"),
          SeedAction.of("SendMessage", "sessionvm.SendMessage")
              .target(SESSION)
              .bare("ciphertext")
              .renamed(Map.of("content", "ciphertext", "generation", "keyGeneration")),
          SeedAction.of("QueryMessage", "sessionvm.QueryMessages").target(SESSION));

  private SeedActions() {}
}
