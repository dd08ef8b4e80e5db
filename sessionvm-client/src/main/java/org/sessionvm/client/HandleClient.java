package org.sessionvm.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;

/**
 * Calls of a node about handles. Which identity has a handle is what the node says: whoever is to
 * be sure compares the id of the identity. Any thread may use it.
 */
public final class HandleClient {
  private final SessionClient client;

  HandleClient(SessionClient client) {
    this.client = client;
  }

  /** {@code RegisterHandle}: takes a free name; the same again where {@code owner} has it. */
  public RegisteredHandle register(Identity owner, HandleName name) {
    Outcome outcome = submit(owner, new RegisterHandle(name, owner.participant(), millis()));
    return new RegisteredHandle(
        name, ((Outcome.HandleRegistered) outcome).incarnation(), owner.participant());
  }

  /** {@code RenounceHandle}: frees the name, and closes its sessions with other handles. */
  public void renounce(Identity owner, HandleName name) {
    submit(owner, new RenounceHandle(get(name).incarnation(), owner.participant()));
  }

  /** {@code QueryHandle}: who has a name, if anybody has. */
  public Optional<RegisteredHandle> find(HandleName name) {
    JsonFields found =
        new JsonFields(
            client.call("sessionvm.QueryHandle", client.parameters().put("name", name.text())));
    return found.flag("registered")
        ? Optional.of(
            new RegisteredHandle(
                name,
                found.parsed("incarnation", IncarnationId::fromCb58),
                found.parsed("owner", ParticipantId::fromCb58)))
        : Optional.empty();
  }

  private RegisteredHandle get(HandleName name) {
    return find(name).orElseThrow(() -> new ClientException.UnknownSession("unknown handle"));
  }

  /** {@code GetHandles}: the names that somebody has, in order, read as they are used. */
  public Iterable<HandleName> of(ParticipantId owner) {
    return () ->
        new PageIterator<>(
            cursor ->
                PageIterator.Page.of(
                    cursor,
                    client.parameters().put("owner", owner.toCb58()),
                    parameters -> client.call("sessionvm.GetHandles", parameters),
                    "handles",
                    json -> new HandleName(JsonFields.asText(json))));
  }

  /** {@code UpdateProfile}: replaces what is told of a handle. */
  public void update(
      Identity owner,
      HandleName name,
      Map<String, String> fields,
      Map<String, String> environment) {
    submit(
        owner,
        new UpdateProfile(
            get(name).incarnation(),
            owner.participant(),
            millis(),
            Metadata.of(fields),
            Metadata.of(environment)));
  }

  /** {@code GetProfile}: what the owner tells everybody. */
  public Map<String, String> profile(HandleName name) {
    return new JsonFields(client.call("sessionvm.GetProfile", handle(name))).texts("profile");
  }

  /** {@code GetEnvironment}: what the owner keeps for itself. */
  public Map<String, String> environment(Identity owner, HandleName name) {
    return new JsonFields(client.read(owner, "sessionvm.GetEnvironment", handle(name)))
        .texts("env");
  }

  /** {@code GetChatList}: that with the latest message first, read as they are used. */
  public Iterable<HandleChat> chats(Identity owner, HandleName name) {
    return () ->
        new PageIterator<>(
            cursor ->
                PageIterator.Page.of(
                    cursor,
                    handle(name),
                    parameters -> client.read(owner, "sessionvm.GetChatList", parameters),
                    "chats",
                    HandleAnswers::chat));
  }

  /** {@code EstablishSession}: the session of two handles, one of them {@code caller}'s. */
  public SessionId establish(Identity caller, HandleName one, HandleName other) {
    Outcome outcome =
        submit(
            caller,
            new EstablishSession(
                get(one).incarnation(), get(other).incarnation(), caller.participant(), millis()));
    return ((Outcome.SessionEstablished) outcome).session();
  }

  /** {@code QuerySession}: the session that two handles have, one of them {@code reader}'s. */
  public Optional<SessionId> session(Identity reader, HandleName one, HandleName other) {
    ObjectNode parameters =
        client.parameters().put("handleA", one.text()).put("handleB", other.text());
    JsonFields result = new JsonFields(client.read(reader, "sessionvm.QuerySession", parameters));
    return result.optionalText("sessionId").isEmpty()
        ? Optional.empty()
        : Optional.of(result.parsed("sessionId", SessionId::fromCb58));
  }

  /** {@code BlockSession}: takes no messages of the other, or takes them again. */
  public void block(Identity participant, SessionId session, boolean blocked) {
    submit(participant, new BlockSession(session, participant.participant(), blocked, millis()));
  }

  private Outcome submit(Identity signer, Transaction transaction) {
    return client.submit(client.prepare(signer, transaction));
  }

  private long millis() {
    return client.uniqueMillis();
  }

  private ObjectNode handle(HandleName name) {
    return client.parameters().put("handle", name.text());
  }
}
