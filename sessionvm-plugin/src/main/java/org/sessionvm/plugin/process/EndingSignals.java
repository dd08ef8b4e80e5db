package org.sessionvm.plugin.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;

/**
 * The signals that end a process. They reach a whole group of processes, and the node decides when
 * its plugins end: until it has shut the plugin down they mean nothing here.
 */
public final class EndingSignals {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private Optional<Runnable> action = Optional.empty();

  private EndingSignals() {}

  /** From now on the signals do not end the process. */
  public static EndingSignals hold() {
    EndingSignals signals = new EndingSignals();
    try {
      for (String name : NAMES) {
        signals.hold(name);
      }
      return signals;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot hold signals", e);
    }
  }

  /**
   * Java holds signals through {@code sun.misc.Signal} alone, which jdk.unsupported keeps open and
   * javac warns of wherever it is named.
   */
  private void hold(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    MethodHandle received =
        MethodHandles.lookup().bind(this, "received", MethodType.methodType(void.class));
    Object held =
        MethodHandleProxies.asInterfaceInstance(
            handler, MethodHandles.dropArguments(received, 0, signal));
    Object named = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, handler).invoke(null, named, held);
  }

  /** From now on each of them runs {@code next}. */
  public synchronized void whenReceived(Runnable next) {
    action = Optional.of(next);
  }

  // Called by the method handle above.
  @SuppressWarnings("UnusedMethod")
  private synchronized void received() {
    action.ifPresent(Runnable::run);
  }
}
