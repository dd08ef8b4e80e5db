package org.sessionvm.testkit.vm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.Submission;
import org.sessionvm.vm.VmHost;
import org.sessionvm.vm.VmSettings;

/** A virtual machine of a test, its store and its clock, which stands until the test moves it. */
public final class VmFixture implements AutoCloseable {
  private final MutableTime time;
  private final KeyValueStore store;
  private final SessionVm vm;

  private VmFixture(Setup setup) {
    this.time = setup.time;
    this.store = setup.store;
    Genesis genesis =
        new Genesis(
            Bytes.wrap(("test " + setup.rules).getBytes(StandardCharsets.UTF_8)),
            setup.rules,
            MutableTime.START_MILLIS);
    VmHost host = new VmHost(store, setup.hashing, setup.verifier, time);
    this.vm =
        SessionVm.open(host, genesis, genesis.standaloneChainId(), setup.settings, setup.source);
  }

  /** What a fixture is made of; what is not said is in memory, fake and by default. */
  public static final class Setup {
    private static final FakeCrypto FAKE = new FakeCrypto();

    private ChainRules rules = ChainRules.DEFAULT;
    private MutableTime time = new MutableTime();
    private KeyValueStore store = new InMemoryStore(Columns.ids());
    private Hashing hashing = FAKE;
    private SignatureVerifier verifier = FAKE;
    private VmSettings settings = VmSettings.DEFAULT;
    private RulesSource source = RulesSource.RULES_BLOCKS;

    private Setup() {}

    /** The rules of the chain, which its genesis and so its id depend on. */
    public Setup rules(ChainRules chosen) {
      rules = chosen;
      return this;
    }

    /** A clock to share. */
    public Setup time(MutableTime chosen) {
      time = chosen;
      return this;
    }

    /** A store that may hold this chain already. */
    public Setup store(KeyValueStore chosen) {
      store = chosen;
      return this;
    }

    /** Other cryptography than {@link FakeCrypto}. */
    public Setup crypto(Hashing chosenHashing, SignatureVerifier chosenVerifier) {
      hashing = chosenHashing;
      verifier = chosenVerifier;
      return this;
    }

    /** Settings of the node. */
    public Setup settings(VmSettings chosen) {
      settings = chosen;
      return this;
    }

    /** Who may change the rules. */
    public Setup rulesFrom(RulesSource chosen) {
      source = chosen;
      return this;
    }

    /** Opens the virtual machine. */
    public VmFixture open() {
      return new VmFixture(this);
    }
  }

  /** A fixture to be opened. */
  public static Setup setup() {
    return new Setup();
  }

  /** A fixture with the default rules. */
  public static VmFixture open() {
    return setup().open();
  }

  public SessionVm vm() {
    return vm;
  }

  public MutableTime time() {
    return time;
  }

  public KeyValueStore store() {
    return store;
  }

  /** Signs for this chain. */
  public SignedTransaction sign(Transaction transaction, TestIdentity signer) {
    Bytes message = PreparedTransaction.signingBytes(vm.chainId(), transaction);
    return new SignedTransaction(transaction, signer.signing().apply(message));
  }

  /** Without a signature. */
  public static SignedTransaction unsigned(Transaction transaction) {
    return new SignedTransaction(transaction, Bytes.EMPTY);
  }

  /** Submits, builds and accepts a block if one is needed, and answers what the sender gets. */
  public Receipt submitAndBuild(SignedTransaction signed) {
    return switch (vm.submit(vm.prepare(signed))) {
      case Submission.Answered answered -> answered.receipt();
      case Submission.Busy busy -> throw new AssertionError("busy: " + busy.limit());
      case Submission.Suspended suspended -> throw new AssertionError(suspended.reason());
      case Submission.Waiting waiting -> {
        buildAndAccept();
        yield waiting.receipt().join();
      }
    };
  }

  /** As above, signed. */
  public Receipt submitAndBuild(Transaction transaction, TestIdentity signer) {
    return submitAndBuild(sign(transaction, signer));
  }

  /** The session that an accepted creation makes. */
  public SessionId create(SessionDraft draft, TestIdentity signer) {
    return session(submitAndBuild(draft.by(signer).build(), signer));
  }

  /** The session of a creation's receipt. */
  public static SessionId session(Receipt receipt) {
    return ((Outcome.SessionCreated) outcome(receipt)).session();
  }

  /** The sequence of a message's receipt. */
  public static long sequence(Receipt receipt) {
    return ((Outcome.MessageAccepted) outcome(receipt)).sequence();
  }

  /** What an accepted transaction did. */
  public static Outcome outcome(Receipt receipt) {
    if (receipt instanceof Receipt.Accepted accepted) {
      return accepted.outcome();
    }
    throw new AssertionError("not accepted: " + receipt);
  }

  /** Why a transaction was refused. */
  public static RejectionCode rejection(Receipt receipt) {
    if (receipt instanceof Receipt.Rejected rejected) {
      return rejected.rejection().code();
    }
    throw new AssertionError("not rejected: " + receipt);
  }

  /** Builds and accepts a block of what waits and what is due, if there is anything. */
  public Optional<Block> buildAndAccept() {
    Optional<Block> block = build();
    block.ifPresent(built -> vm.accept(built.id()));
    return block;
  }

  /** Builds a block on the preferred one without accepting it. */
  public Optional<Block> build() {
    try {
      return vm.buildBlock();
    } catch (InvalidBlockException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads, verifies and accepts a block of another instance. */
  public void follow(Block block) throws InvalidBlockException {
    Block parsed = vm.parseBlock(block.encode());
    vm.verify(parsed);
    vm.accept(parsed.id());
  }

  /** Makes blocks until nothing is due any more. */
  public void sweep() {
    while (vm.isMaintenanceDue()) {
      buildAndAccept();
    }
  }

  /** Closes the virtual machine and leaves the store, which another fixture may open. */
  @Override
  public void close() {
    vm.close();
  }
}
