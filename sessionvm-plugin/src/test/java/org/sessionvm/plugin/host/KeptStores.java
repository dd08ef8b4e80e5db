package org.sessionvm.plugin.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sessionvm.plugin.StorePlace;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.store.InMemoryStore;

/** The disk of a node: stores by the names of their directories, which outlive the plugin. */
public final class KeptStores {
  private final Map<Path, FaultyStore> stores = new ConcurrentHashMap<>();

  FaultyStore open(StorePlace place) {
    FaultyStore kept = stores.get(place.directory());
    if (kept == null && !place.isNew()) {
      throw new StoreException("the store of a chain that has blocks is missing");
    }
    return stores.computeIfAbsent(
        place.directory(), _ -> new FaultyStore(new InMemoryStore(Columns.ids())));
  }

  /** The names of the directories that were ever opened. */
  public List<String> names() {
    return stores.keySet().stream().map(path -> String.valueOf(path.getFileName())).toList();
  }
}
