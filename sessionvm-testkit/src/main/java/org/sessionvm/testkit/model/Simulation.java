package org.sessionvm.testkit.model;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Receipt;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.mempool.Offer;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.model.Commands.Command;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.MutableTime;
import org.sessionvm.testkit.vm.VmFixture;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.vm.Submission;

/**
 * One seed makes a schedule of requests, blocks, siblings, failed commits, restarts and jumps of
 * the clock, and compares after each block what a chain says with what the model says, and that a
 * second instance that follows block by block agrees.
 */
public final class Simulation implements AutoCloseable {
  private final Gen gen;
  private final ChainRules rules;
  private final MutableTime time = new MutableTime();
  private final FaultyStore store = new FaultyStore(new InMemoryStore(Columns.ids()));
  private final VmFixture follower;
  private final ChainModel model;
  private final Commands commands;
  private final Comparison comparison;
  private final MessageDigest history = Sha256.newDigest();
  private final Tally tally = new Tally();
  private final Map<TransactionId, Waiting> waiting = new LinkedHashMap<>();
  private VmFixture leader;

  private record Waiting(Command command, CompletableFuture<Receipt> receipt) {}

  /** Mostly outside channels. */
  public Simulation(Gen gen, ChainRules rules) {
    this(gen, rules, 8);
  }

  /**
   * A chain and its model.
   *
   * @param inChannels how many of a hundred transactions are about channels
   */
  public Simulation(Gen gen, ChainRules rules, int inChannels) {
    this.gen = gen;
    this.rules = rules;
    this.leader = VmFixture.setup().rules(rules).time(time).store(store).open();
    this.follower = VmFixture.setup().rules(rules).time(time).open();
    this.model = new ChainModel(rules, new FakeCrypto());
    this.commands = new Commands(gen, leader.vm(), model.channels, inChannels);
    this.comparison = new Comparison(model);
  }

  /** Runs so many steps. */
  public void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    block();
    comparison.stores(leader.store(), follower.store());
  }

  /** A hash over the bytes of every block so far. */
  public Bytes history() {
    return Bytes.wrap(history.digest());
  }

  /** What happened how often. */
  public Tally tally() {
    return tally;
  }

  /** The chain, for more questions. */
  public VmFixture leader() {
    return leader;
  }

  private void step() {
    switch (gen.integer(0, 19)) {
      case 0, 1, 2 -> jump();
      case 5 -> restart();
      case 6, 7 -> siblings();
      case 8 -> failCommit();
      case 4 -> changeRules();
      case 9, 10, 11 -> {
        offer();
        block();
      }
      default -> {
        submit();
        block();
      }
    }
  }

  private void jump() {
    time.advance(comparison.interesting(gen, time.currentMillis()));
    if (gen.chance(60)) {
      block();
    } else {
      comparison.visible(leader, time.currentMillis());
    }
  }

  private void restart() {
    leader.close();
    leader = VmFixture.setup().rules(rules).time(time).store(store).open();
    waiting.clear();
    tally.count("restart");
  }

  /** Some rules become others; lower and higher than what sessions and messages are under. */
  private void changeRules() {
    block();
    SortedMap<Rule, Long> values = new TreeMap<>();
    choose(values, Rule.SESSION_TTL, List.of(60L, 600L, 3_600L, 7_200L));
    choose(values, Rule.MAX_MESSAGES, List.of(2L, 8L, 12L));
    choose(values, Rule.RETENTION_DAYS, List.of(1L, 2L, 3L));
    choose(values, Rule.CIPHERTEXT_BYTES_MAX, List.of(200L, 300L));
    choose(values, Rule.PENDING_MESSAGES_MAX, List.of(2L, 3L));
    if (values.isEmpty()) {
      return;
    }
    RulesChange change = new RulesChange(values);
    try {
      Block built = leader.vm().buildRulesBlock(change);
      time.set(Math.max(time.currentMillis(), built.header().timestampMillis()));
      accept(built);
    } catch (InvalidBlockException e) {
      throw new AssertionError(e);
    }
    model.changeRules(change.applyTo(model.rules()));
    tally.require(leader.vm().rules().equals(model.rules()), "has the new rules");
    tally.require(follower.vm().rulesHistory().equals(leader.vm().rulesHistory()), "agrees");
    tally.count("rules");
    block();
  }

  private void choose(SortedMap<Rule, Long> values, Rule rule, List<Long> choices) {
    long chosen = gen.pick(choices);
    if (gen.chance(50) && chosen != rule.of(model.rules())) {
      values.put(rule, chosen);
    }
  }

  /** Through the edge, which looks at the state as the last block left it. */
  private void submit() {
    block();
    long now = time.currentMillis();
    for (int left = gen.integer(1, 4); left > 0; left--) {
      submit(commands.next(now), now);
    }
  }

  private void submit(Command command, long now) {
    TransactionId id = command.transaction().id();
    Answer expected = examine(command, now);
    switch (leader.vm().submit(command.transaction())) {
      case Submission.Answered answered -> tally.check(command, expected, answered.receipt());
      case Submission.Waiting found -> {
        tally.require(command, expected instanceof Answer.Applied, "is waiting", expected);
        waiting.putIfAbsent(id, new Waiting(command, found.receipt()));
      }
      case Submission.Busy busy -> throw new AssertionError("busy: " + busy);
      case Submission.Suspended suspended -> throw new AssertionError(suspended);
    }
  }

  /** Past the edge, as what comes from another node, or was well when it was submitted. */
  private void offer() {
    long now = time.currentMillis();
    for (int left = gen.integer(1, 4); left > 0; left--) {
      Command command = commands.next(now);
      Offer offer = leader.vm().mempool().offer(command.transaction());
      CompletableFuture<Receipt> receipt = ((Offer.Waiting) offer).receipt();
      waiting.putIfAbsent(command.transaction().id(), new Waiting(command, receipt));
    }
  }

  /** Two blocks on one parent are verified, by both, and the second is accepted. */
  private void siblings() {
    offer();
    Optional<Block> first = build();
    time.advance(gen.integer(1, 5));
    offer();
    Optional<Block> second = build();
    first.ifPresent(this::verify);
    second.ifPresent(this::accept);
    if (first.isPresent() && second.isPresent()) {
      reject(leader, first.get().id());
      reject(follower, first.get().id());
      tally.count("siblings");
    }
    block();
  }

  private static void reject(VmFixture fixture, BlockId id) {
    fixture.vm().reject(id);
  }

  private void failCommit() {
    submit();
    boolean written = gen.chance(50);
    store.failNextCommit(
        written ? FaultyStore.CommitFault.AFTER_WRITING : FaultyStore.CommitFault.BEFORE_WRITING);
    Optional<Block> block = build();
    if (block.isEmpty()) {
      // Nothing to commit: the fault must not hit a later step.
      store.failCommitAfter(-1, FaultyStore.CommitFault.BEFORE_WRITING);
      return;
    }
    try {
      leader.vm().accept(block.get().id());
      throw new AssertionError("the commit did not fail");
    } catch (StoreException expected) {
      tally.require(!leader.vm().status().isHealthy(), "suspends after a failed commit");
      tally.require(waiting.values().stream().noneMatch(Simulation::isDone), "told too early");
    }
    leader.vm().recover();
    tally.require(leader.vm().status().isHealthy(), "recovers");
    boolean accepted = leader.vm().lastAccepted().id().equals(block.get().id());
    tally.require(accepted == written, "recovers what was written");
    tally.count(written ? "commit failed after writing" : "commit failed before writing");
    if (accepted) {
      followed(block.get());
    }
    block();
  }

  private static boolean isDone(Waiting waiting) {
    return waiting.receipt().isDone();
  }

  /** Blocks until nothing waits and nothing is due. */
  private void block() {
    Optional<Block> block = build();
    if (block.isEmpty() && waiting.isEmpty()) {
      comparison.settled(leader, time.currentMillis());
    }
    while (block.isPresent() || !waiting.isEmpty()) {
      block.ifPresent(this::accept);
      block = build();
    }
  }

  /** A block, after which everyone was told whom no block can help. */
  private Optional<Block> build() {
    Optional<Block> block = leader.build();
    long now = time.currentMillis();
    model.advance(now);
    for (Map.Entry<TransactionId, Waiting> entry : List.copyOf(waiting.entrySet())) {
      Waiting waits = entry.getValue();
      if (!waits.receipt().isDone()) {
        break;
      }
      tally.check(waits.command(), examine(waits.command(), now), waits.receipt().join());
      waiting.remove(entry.getKey());
    }
    // An answer that rests on what this block does would be given before the block is durable.
    tally.require(waiting.values().stream().noneMatch(Simulation::isDone), "told too early");
    return block;
  }

  private Answer examine(Command command, long now) {
    PreparedTransaction transaction = command.transaction();
    return model.examine(transaction.transaction(), transaction.id(), command.signature(), now);
  }

  private void verify(Block block) {
    try {
      follower.vm().verify(follower.vm().parseBlock(block.encode()));
    } catch (InvalidBlockException e) {
      throw new AssertionError(e);
    }
  }

  private void accept(Block block) {
    leader.vm().accept(block.id());
    followed(block);
  }

  private void followed(Block block) {
    verify(block);
    follower.vm().accept(block.id());
    history.update(block.encode().unsafeArray());
    tally.count("block");
    carryOut(block);
  }

  /** Carries a block out in the model, and checks what everyone in it was told. */
  private void carryOut(Block block) {
    long now = block.header().timestampMillis();
    model.advance(now);
    List<TransactionId> included = new ArrayList<>();
    block.transactions().forEach(transaction -> included.add(transaction.id()));
    for (Map.Entry<TransactionId, Waiting> entry : List.copyOf(waiting.entrySet())) {
      Command command = entry.getValue().command();
      Answer answer = examine(command, now);
      boolean applied = answer instanceof Answer.Applied;
      tally.require(command, applied == included.remove(entry.getKey()), "in the block", answer);
      if (applied) {
        Outcome outcome = model.apply(command.transaction().transaction(), entry.getKey(), now);
        if (outcome instanceof Outcome.SessionCreated created
            && command.transaction().transaction() instanceof CreateSession creation) {
          commands.learn(created.session(), creation);
          comparison.learn(created.session());
        }
        if (outcome instanceof Outcome.HandleRegistered registered
            && command.transaction().transaction() instanceof RegisterHandle register) {
          commands.learn(registered.incarnation(), register.owner());
        }
        if (outcome instanceof Outcome.SessionEstablished made) {
          commands.learnEstablished(made.session(), model.creation(made.session()));
          comparison.learn(made.session());
        }
        if (outcome instanceof Outcome.ChannelCreated created) {
          comparison.learn(created.channel());
        }
        Receipt receipt = entry.getValue().receipt().join();
        tally.check(command, new Answer.Repeated(outcome), receipt);
        waiting.remove(entry.getKey());
      }
    }
    tally.require(included.isEmpty(), "holds nothing that nobody sent");
    comparison.settled(leader, time.currentMillis());
  }

  @Override
  public void close() {
    leader.close();
    follower.close();
  }
}
