package org.sessionvm.rpc.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestSocket;

/** Somebody who calls. */
enum Role {
  /** Alice, whom it is about. */
  OWN,
  /** Bob, who is in the same session, or has the other handle. */
  COUNTERPART,
  /** Alice, when the session is closed and her handle given up. */
  FORMER,
  /** Carol, by her own name. */
  STRANGER,
  /** Carol, by Alice's name. */
  IMPOSTOR,
  /** Somebody by Alice's name, without signature and token. */
  NOBODY;

  /** The answer to a call. */
  JsonNode ask(Call call, Scene scene) {
    if (this == FORMER || call.isAfterEnd()) {
      scene.end();
    }
    return switch (call.way()) {
      case WRITE -> write(call, scene);
      case READ -> read(call, scene);
      case LIVE -> live(call, scene);
    };
  }

  private JsonNode write(Call call, Scene scene) {
    ObjectNode params = call.params().apply(scene, signer(scene));
    if (this == IMPOSTOR) {
      params.put(call.who(), scene.alice().id().toCb58());
    }
    if (this == NOBODY) {
      params.remove("signature");
    }
    return scene.anyone().call("sessionvm." + call.method(), params);
  }

  private JsonNode read(Call call, Scene scene) {
    ObjectNode params = call.params().apply(scene, scene.alice());
    if (isUnproved()) {
      return scene.anyone().call("sessionvm." + call.method(), params);
    }
    scene.node().time().advance(1);
    try (TestCaller caller = signer(scene).login()) {
      return caller.call("sessionvm." + call.method(), params);
    }
  }

  private JsonNode live(Call call, Scene scene) {
    ObjectNode params = call.params().apply(scene, scene.alice());
    try (TestSocket socket = TestSocket.to(scene.node())) {
      if (!isUnproved()) {
        scene.node().time().advance(1);
        socket.login(signer(scene));
      }
      return socket.call("sessionvm." + call.method(), params);
    }
  }

  private boolean isUnproved() {
    return this == NOBODY || this == IMPOSTOR;
  }

  private Person signer(Scene scene) {
    return switch (this) {
      case OWN, FORMER, NOBODY -> scene.alice();
      case COUNTERPART -> scene.bob();
      case STRANGER, IMPOSTOR -> scene.carol();
    };
  }
}
