package org.sessionvm.rpc.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.health.HealthState.Level;

class ListenerHealthTest {
  private final AtomicBoolean accepting = new AtomicBoolean(true);
  private final AtomicInteger open = new AtomicInteger();
  private final ListenerHealth health = new ListenerHealth(100);

  @Test
  void warnsWhenFewConnectionsAreLeft() {
    health.begin(accepting::get, open::get);
    open.set(89);
    assertThat(health.state().level()).isEqualTo(Level.OK);
    assertThat(health.state().details())
        .containsEntry("connections", 89)
        .containsEntry("connectionsMax", 100)
        .containsEntry("accepting", true);

    open.set(90);

    assertThat(health.state().level()).isEqualTo(Level.WARNING);
    assertThat(health.state().reason()).contains("90").contains("httpConnectionsMax");
  }

  @Test
  void isUnwellOnlyWhereItShouldAccept() {
    accepting.set(false);
    assertThat(health.state().level()).isEqualTo(Level.OK);

    health.begin(accepting::get, open::get);
    assertThat(health.state().level()).isEqualTo(Level.ERROR);

    health.end();
    assertThat(health.state().level()).isEqualTo(Level.OK);
    assertThat(health.check().effect()).isEqualTo(HealthCheck.Effect.READINESS);
  }
}
