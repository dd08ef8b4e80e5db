package org.sessionvm.rpc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokenBucketsTest {
  private final AtomicLong nanos = new AtomicLong();

  private TokenBuckets<String> buckets(RateLimit limit, int keysMax) {
    return new TokenBuckets<>(limit, keysMax, nanos::get);
  }

  @Test
  void givesABurstAndThenTheRate() {
    TokenBuckets<String> buckets = buckets(new RateLimit(2, 3), 10);
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.tryTake("a")).isEmpty();
    }

    assertThat(buckets.tryTake("a")).hasValue(500);
    assertThat(buckets.tryTake("b")).isEmpty();
    nanos.addAndGet(500_000_000);
    assertThat(buckets.tryTake("a")).isEmpty();
    assertThat(buckets.tryTake("a")).hasValue(500);
  }

  @Test
  void neverFillsBeyondTheBurst() {
    TokenBuckets<String> buckets = buckets(new RateLimit(1_000, 1), 10);
    buckets.tryTake("a");
    nanos.addAndGet(Long.MAX_VALUE / 2);

    assertThat(buckets.tryTake("a")).isEmpty();
    assertThat(buckets.tryTake("a")).isPresent();
  }

  @Test
  void remembersABoundedNumberOfKeys() {
    TokenBuckets<String> buckets = buckets(new RateLimit(1, 1), 2);
    for (int i = 0; i < 1_000; i++) {
      buckets.tryTake("key" + i);
    }

    assertThat(buckets.size()).isEqualTo(2);
    assertThat(buckets.tryTake("key999")).isPresent();
    assertThat(buckets.tryTake("key0")).isEmpty();
  }

  @Test
  void offIsOff() {
    TokenBuckets<String> buckets = buckets(RateLimit.OFF, 2);

    assertThat(buckets.tryTake("a")).isEmpty();
    assertThat(buckets.size()).isZero();
    assertThatThrownBy(() -> new RateLimit(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RateLimit(-1, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
