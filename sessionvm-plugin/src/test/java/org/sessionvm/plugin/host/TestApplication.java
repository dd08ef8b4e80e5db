package org.sessionvm.plugin.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.plugin.ChainDescription;
import org.sessionvm.plugin.PluginApplication;
import org.sessionvm.plugin.PluginChain;
import org.sessionvm.plugin.PluginFigures;
import org.sessionvm.plugin.StorePlace;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.HttpFace;
import org.sessionvm.spi.HttpReply;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.SessionVmFactory;
import org.sessionvm.vm.VmHost;
import org.sessionvm.vm.VmSettings;

/** A real virtual machine on stores in memory, with cryptography that costs nothing. */
public final class TestApplication implements PluginApplication {
  /** What is asked of the chain in HTTP; a test may have it answer otherwise. */
  public volatile HttpFace face = _ -> new HttpReply(404, Map.of(), Bytes.EMPTY);

  /** Counts what is verified. */
  public final FakeCrypto crypto = new FakeCrypto();

  /** Checks signatures; a test may have it wait. */
  public volatile SignatureVerifier verifier = crypto;

  public final KeptStores stores = new KeptStores();
  private final MutableTime time;
  private volatile Optional<Opened> opened = Optional.empty();

  private record Opened(SessionVm vm, FaultyStore store, PluginFigures figures) {}

  /** Has kept nothing yet, and tells the time that it is given. */
  public TestApplication(MutableTime time) {
    this.time = time;
  }

  @Override
  public String version() {
    return "sessionvm/test";
  }

  @Override
  public PluginChain open(ChainDescription chain, StorePlace place, PluginFigures figures) {
    FaultyStore store = stores.open(place);
    SessionVm vm =
        SessionVmFactory.hosted(
            new VmHost(
                store,
                crypto,
                (key, message, signature) -> verifier.verify(key, message, signature),
                time),
            TestChain.genesis(chain.genesis()),
            chain.id(),
            VmSettings.DEFAULT,
            List.of());
    opened = Optional.of(new Opened(vm, store, figures));
    return new OpenedChain(vm);
  }

  /** The virtual machine that was opened last. */
  public SessionVm vm() {
    return opened.orElseThrow().vm();
  }

  /** The store that was opened last. */
  public FaultyStore store() {
    return opened.orElseThrow().store();
  }

  /** What the plugin that was started last counts. */
  public PluginFigures figures() {
    return opened.orElseThrow().figures();
  }

  private final class OpenedChain implements PluginChain {
    private final SessionVm vm;

    OpenedChain(SessionVm vm) {
      this.vm = vm;
    }

    @Override
    public SessionVm vm() {
      return vm;
    }

    @Override
    public HttpFace http() {
      return face;
    }

    @Override
    public Health health() {
      return new Health(
          Bytes.wrap("{\"healthy\":true}".getBytes(StandardCharsets.UTF_8)),
          vm.status().suspended());
    }

    @Override
    public List<Bytes> metricFamilies() {
      return List.of(Bytes.fromHex("0a0474657374"));
    }

    @Override
    public long maintenanceIntervalMillis() {
      return 60_000;
    }

    @Override
    public void close() {
      vm.close();
    }
  }
}
