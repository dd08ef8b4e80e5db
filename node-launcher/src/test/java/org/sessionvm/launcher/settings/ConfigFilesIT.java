package org.sessionvm.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.chain.GenesisDocument;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.Columns;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.StoreOptions;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.VmHost;
import org.sessionvm.vm.VmSettings;

/** A node starts with every file that is shipped for that. */
class ConfigFilesIT {
  @TempDir Path directory;

  @Test
  void bootsWithEveryShippedConfiguration() throws Exception {
    List<Path> files = SettingsSchemaTest.configurations();
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Path data = directory.resolve(String.valueOf(file.getFileName()));
      // Options beat the file, so that the test has directory and ports of its own.
      try (ChildNode node = ChildNode.start(data, List.of("--config", file.toString()));
          RawNode client = new RawNode(node.url())) {
        assertThat(client.call("Health", Map.of()).get("healthy").asBoolean()).isTrue();
        assertThat(node.said()).noneMatch(line -> line.startsWith("WARNING"));
        assertThat(node.stop()).isZero();
      }
    }
  }

  /** As a host would: it opens the chain, and the node finds the genesis in the store. */
  @Test
  void goesOnWithAChainOfTheShippedGenesis() throws Exception {
    Genesis genesis =
        GenesisDocument.decode(Bytes.wrap(Files.readAllBytes(Path.of("../config/genesis.json"))));
    Path data = directory.resolve("data");
    try (RocksDbStore store = RocksDbStore.open(data, Columns.ids(), StoreOptions.defaults())) {
      VmHost host =
          new VmHost(store, new Blake2bHashing(), (_, _, _) -> false, System::currentTimeMillis);
      SessionVm.open(
              host,
              genesis,
              genesis.standaloneChainId(),
              VmSettings.DEFAULT,
              RulesSource.RULES_BLOCKS)
          .close();
    }
    try (ChildNode node = ChildNode.start(data, List.of());
        RawNode client = new RawNode(node.url())) {
      assertThat(client.call("Info", Map.of()).get("chainId").asText())
          .isEqualTo(genesis.standaloneChainId().toCb58());
      Conversation conversation = new Conversation(client);
      conversation.send(client);
      conversation.check(client);
      conversation.close();
      assertThat(node.stop()).isZero();
    }
  }
}
