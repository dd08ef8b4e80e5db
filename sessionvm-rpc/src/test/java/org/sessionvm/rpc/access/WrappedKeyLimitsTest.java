package org.sessionvm.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** How large the keys of a session may be, to the byte. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class WrappedKeyLimitsTest {
  private static final int KEY_BYTES_MAX = 4_096;
  private static final int KEYS_BYTES_MAX = 262_144;

  /** So many of the largest keys are as much as there may be. */
  private static final int LARGEST_KEYS = KEYS_BYTES_MAX / KEY_BYTES_MAX;

  private TestNode node;
  private TestCaller anyone;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private Person[] people(int count) {
    return Stream.generate(() -> Person.of(node)).limit(count).toArray(Person[]::new);
  }

  private String session(Person[] people) {
    Person[] others = List.of(people).subList(1, people.length).toArray(Person[]::new);
    ObjectNode create = people[0].create(1, Map.of(), others);
    String session = anyone.result("sessionvm.CreateSession", create).get("sessionId").textValue();
    anyone.result("sessionvm.AcceptSession", people[1].accept(session));
    return session;
  }

  private static Bytes bytes(int size) {
    return Bytes.fromHex("5a".repeat(size));
  }

  private void assertTaken(ObjectNode rotation) {
    assertThat(anyone.result("sessionvm.RotateSessionKey", rotation).get("generation").intValue())
        .isOne();
  }

  private void assertRefused(ObjectNode rotation, String limit, int most) {
    JsonNode error = anyone.error("sessionvm.RotateSessionKey", rotation);
    assertThat(error.get("code").intValue()).isEqualTo(-32005);
    assertThat(error.get("message").textValue()).contains(limit).contains(String.valueOf(most));
    assertThat(error.at("/data/field").textValue()).isEqualTo(limit);
    assertThat(error.at("/data/limit").intValue()).isEqualTo(most);
  }

  @Test
  void aKeyHasSoManyBytes() {
    Person[] two = people(2);
    String session = session(two);

    assertRefused(
        two[0].rotate(session, i -> bytes(i == 0 ? 1 : KEY_BYTES_MAX + 1), two),
        "wrappedKeyBytesMax",
        KEY_BYTES_MAX);
    assertTaken(two[0].rotate(session, i -> bytes(i == 0 ? 1 : KEY_BYTES_MAX), two));
  }

  @Test
  void allOfAGenerationHaveSoManyBytesTogether() {
    Person[] many = people(LARGEST_KEYS + 1);
    String session = session(many);

    assertRefused(
        many[0].rotate(session, i -> bytes(i == 0 ? 1 : KEY_BYTES_MAX), many),
        "wrappedKeysBytesMax",
        KEYS_BYTES_MAX);
    assertTaken(
        many[0].rotate(
            session, i -> bytes(i == 0 ? 1 : i == 1 ? KEY_BYTES_MAX - 1 : KEY_BYTES_MAX), many));
  }
}
