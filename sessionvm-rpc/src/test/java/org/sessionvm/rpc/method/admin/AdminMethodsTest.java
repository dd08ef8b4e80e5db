package org.sessionvm.rpc.method.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.rpc.access.Operators;
import org.sessionvm.rpc.method.Methods;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

final class AdminMethodsTest {
  @Test
  void everyMethodWantsAnOperatorBeforeAnythingElse() {
    try (TestNode node = TestNode.start();
        TestCaller stranger = node.operator().withToken("0123456789abcdef")) {
      for (RpcMethod<?, ?> method : AdminMethods.of(node.operations().ports())) {
        JsonNode error = stranger.error(method.name(), TestCaller.object().put("level", 7));

        assertThat(error.get("code").intValue()).as(method.name()).isEqualTo(-32003);
      }
      assertThat(node.operations().flushes()).isZero();
    }
  }

  @Test
  void aParticipantsTokenIsNoOperators() {
    try (TestNode node = TestNode.options().open().start();
        TestCaller caller = node.operator().withToken("")) {
      JsonNode error = caller.error("admin.Flush", TestCaller.object());

      assertThat(error.get("code").intValue()).isEqualTo(-32003);
    }
  }

  @Test
  void theListenerOfWalletsHasNoAdminMethodsAndDoesNotSpeakOfThem() {
    try (TestNode node = TestNode.start();
        TestCaller caller = node.caller().withToken(TestNode.OPERATOR_TOKEN)) {
      JsonNode error = caller.error("admin.Flush", TestCaller.object());
      String document = caller.result("rpc.discover", TestCaller.object()).toString();

      assertThat(error.get("code").intValue()).isEqualTo(-32601);
      assertThat(document).doesNotContain("admin.").contains("sessionvm.SendMessage");
    }
  }

  @Test
  void theListenerOfOperatorsHasNothingOfWallets() {
    try (TestNode node = TestNode.start();
        TestCaller operator = node.operator()) {
      JsonNode error = operator.error("sessionvm.GetSession", TestCaller.object());
      String document = operator.result("rpc.discover", TestCaller.object()).toString();

      assertThat(error.get("code").intValue()).isEqualTo(-32601);
      assertThat(document).contains("admin.Flush").doesNotContain("sessionvm.SendMessage");
      assertThat(operator.result("sessionvm.Health", TestCaller.object()).has("healthy")).isTrue();
      assertThat(operator.get("/metrics").body()).contains("sessionvm_height");
      assertThat(operator.get("/health").statusCode()).isEqualTo(200);
      assertThat(operator.get("/elsewhere").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void oneBackupRunsAtATimeAndCanBeCancelled() {
    try (TestNode node = TestNode.start();
        TestCaller operator = node.operator()) {
      JsonNode begun = operator.result("admin.Backup", TestCaller.object());
      JsonNode refused = operator.error("admin.Backup", TestCaller.object());
      JsonNode cancelled = operator.result("admin.CancelBackup", TestCaller.object());

      assertThat(begun.get("state").textValue()).isEqualTo("running");
      assertThat(begun.has("reason")).isFalse();
      assertThat(refused.get("code").intValue()).isEqualTo(-32010);
      assertThat(cancelled.get("state").textValue()).isEqualTo("cancelled");
      assertThat(operator.result("admin.BackupStatus", TestCaller.object())).isEqualTo(cancelled);
    }
  }

  @Test
  void setsALevelAndTellsIt() {
    try (TestNode node = TestNode.start();
        TestCaller operator = node.operator()) {
      JsonNode set =
          operator.result(
              "admin.SetLogLevel",
              TestCaller.object().put("logger", "org.eclipse").put("level", "debug"));

      assertThat(set.at("/levels").get("org.eclipse").textValue()).isEqualTo("debug");
      assertThat(operator.result("admin.GetLogLevel", TestCaller.object())).isEqualTo(set);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"level\":\"loud\"}", "{\"level\":7}", "{}"})
  void namesAWrongParameter(String params) {
    try (TestNode node = TestNode.start();
        TestCaller operator = node.operator()) {
      JsonNode error = operator.error("admin.SetLogLevel", TestCaller.json(params));

      assertThat(error.get("code").intValue()).isEqualTo(-32602);
      assertThat(error.at("/data/field").textValue()).isEqualTo("level");
    }
  }

  @Test
  void saysWhatItCouldNotDo() {
    try (TestNode node = TestNode.start();
        TestCaller operator = node.operator()) {
      node.operations().fail("the disk is full");

      JsonNode error = operator.error("admin.Flush", TestCaller.object());

      assertThat(error.get("code").intValue()).isEqualTo(-32010);
      assertThat(error.at("/data/reason").textValue()).isEqualTo("the disk is full");
    }
  }

  @Test
  void guessingEndsInARefusalThatEvenARightTokenMeets() {
    try (TestNode node = TestNode.start();
        TestCaller guesser = node.operator()) {
      for (int i = 0; i < 3 * Operators.GUESSES.burst(); i++) {
        guesser.withToken("guess-" + i).error("admin.Peers", TestCaller.object());
      }

      JsonNode error =
          guesser.withToken(TestNode.OPERATOR_TOKEN).error("admin.Peers", TestCaller.object());

      assertThat(error.get("code").intValue()).isEqualTo(-32005);
      assertThat(error.at("/data/field").textValue()).isEqualTo("operatorGuessesPerAddress");
      assertThat(guesser.get("/metrics").body()).contains("sessionvm_operator_refusals_total");
    }
  }

  @Test
  void namesAreAsDocumentsSay() {
    try (TestNode node = TestNode.start()) {
      assertThat(AdminMethods.of(node.operations().ports()))
          .flatExtracting(Methods::names)
          .contains("admin.SetLogLevel", "admin.setLogLevel");
    }
  }
}
