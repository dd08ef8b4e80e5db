package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.execution.Receipt;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Metadata;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.SessionVmFactory;
import org.sessionvm.vm.StandaloneVm;
import org.sessionvm.vm.StateReader;
import org.sessionvm.vm.VmHost;
import org.sessionvm.vm.VmSettings;

/** Another Java host runs the virtual machine in twenty lines, with real signatures. */
class EmbeddingTest {
  private static SignedTransaction sign(ChainId chain, Transaction transaction, Identity signer) {
    return new SignedTransaction(
        transaction, signer.sign(PreparedTransaction.signingBytes(chain, transaction)));
  }

  @Test
  void hostRunsTheVirtualMachineInTwentyLines() throws Exception {
    try (Identity alice = Identity.generate();
        InMemoryStore store = new InMemoryStore(Columns.ids())) {
      VmHost host =
          new VmHost(
              store,
              new Blake2bHashing(),
              new MlDsaVerifier(new BouncyCastleProvider()),
              System::currentTimeMillis);
      long now = System.currentTimeMillis();
      Genesis genesis = new Genesis(Bytes.fromHex("c0ffee"), ChainRules.DEFAULT, now);
      try (StandaloneVm chain =
          SessionVmFactory.standalone(
              host, genesis, VmSettings.DEFAULT, Throwable::printStackTrace)) {
        Transaction creation = noteToSelf(alice, now);
        SessionId session = session(chain, sign(chain.vm().chainId(), creation, alice));
        SendMessage hello =
            new SendMessage(session, alice.participant(), 0, Bytes.fromHex("0badcafe"));
        chain.submit(sign(chain.vm().chainId(), hello, alice)).get(30, TimeUnit.SECONDS);
        try (StateReader reader = chain.vm().read()) {
          assertThat(reader.messages(reader.session(session).orElseThrow(), 0, 100).messages())
              .singleElement()
              .satisfies(read -> assertThat(read.ciphertext()).isEqualTo(hello.ciphertext()));
        }
      }
    }
  }

  private static Transaction noteToSelf(Identity identity, long now) {
    List<ParticipantId> participants = List.of(identity.participant());
    return new CreateSession(
        identity.participant(),
        participants,
        List.of(identity.keys().toBytes()),
        Metadata.NONE,
        now,
        0);
  }

  private static SessionId session(StandaloneVm chain, SignedTransaction creation)
      throws Exception {
    Receipt receipt = chain.submit(creation).get(30, TimeUnit.SECONDS);
    return VmFixture.session(receipt);
  }
}
