package org.sessionvm.client.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.keystore.KeystoreException.Reason;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.password.Argon2Cost;

class KeystoreTest {
  private static final IdentityName ALICE = new IdentityName("alice");

  @TempDir private Path temporary;
  private Path directory;
  private Keystore keystore;

  @BeforeEach
  void makeKeystore() {
    directory = temporary.resolve("deep").resolve("identities");
    keystore = new Keystore(directory, Argon2Cost.LEAST);
  }

  @Test
  void givesBackWhatItKeeps() throws Exception {
    StoredIdentity stored = keystore.create(ALICE, password());

    assertThat(stored.name()).isEqualTo(ALICE);
    assertThat(keystore.publicOf(ALICE)).isEqualTo(stored);
    try (Identity identity = keystore.load(ALICE, password())) {
      assertThat(identity.keys()).isEqualTo(stored.keys());
      assertThat(identity.sessionId()).isEqualTo(stored.sessionId());
    }
  }

  @Test
  void keepsAnIdentityThatExists() throws Exception {
    try (Identity identity = Identity.generate()) {
      keystore.store(ALICE, identity, password());

      try (Identity loaded = keystore.load(ALICE, password())) {
        assertThat(loaded.exportSecret()).isEqualTo(identity.exportSecret());
      }
    }
  }

  @Test
  void makesDirectoryAndFileForTheOwnerAlone() throws Exception {
    keystore.create(ALICE, password());

    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(file())).isEqualTo("rw-------");
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(file());
    }
  }

  @Test
  void writesNoSecretInTheClear() throws Exception {
    try (Identity identity = Identity.generate()) {
      keystore.store(ALICE, identity, password());
      String secret = HexFormat.of().formatHex(identity.exportSecret());

      assertThat(Files.readString(file()))
          .doesNotContain(secret.substring(0, 32))
          .doesNotContain(secret.substring(128))
          .doesNotContain(new String(password()));
    }
  }

  @Test
  void listsItsIdentitiesInOrderAndPassesOverOtherFiles() throws Exception {
    assertThat(keystore.list()).isEmpty();
    keystore.create(new IdentityName("bob"), password());
    keystore.create(ALICE, password());
    Files.writeString(directory.resolve("notes.txt"), "");
    Files.writeString(directory.resolve("Not A Name.json"), "");
    Files.writeString(directory.resolve(".new-1.tmp"), "");

    assertThat(keystore.list()).containsExactly(ALICE, new IdentityName("bob"));
  }

  @Test
  void neverOverwrites() throws Exception {
    StoredIdentity first = keystore.create(ALICE, password());

    assertRefused(Reason.EXISTS, () -> keystore.create(ALICE, password()));
    assertThat(keystore.publicOf(ALICE)).isEqualTo(first);
  }

  @Test
  void letsOneOfManyConcurrentMakersWin() throws Exception {
    int makers = 8;
    CyclicBarrier start = new CyclicBarrier(makers);
    List<StoredIdentity> made = new ArrayList<>();
    int refused = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(makers)) {
      List<Future<StoredIdentity>> all = new ArrayList<>();
      for (int i = 0; i < makers; i++) {
        all.add(
            executor.submit(
                () -> {
                  start.await();
                  return keystore.create(ALICE, password());
                }));
      }
      for (Future<StoredIdentity> each : all) {
        try {
          made.add(each.get());
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  KeystoreException.class,
                  cause -> assertThat(cause.reason()).isEqualTo(Reason.EXISTS));
          refused++;
        }
      }
    }

    assertThat(made).hasSize(1);
    assertThat(refused).isEqualTo(makers - 1);
    assertThat(keystore.publicOf(ALICE)).isEqualTo(made.getFirst());
    keystore.load(ALICE, password()).close();
  }

  /** Past the early look: what the directory itself refuses when two writers meet. */
  @Test
  void doesNotReplaceAFileThatAppearsWhileItWrites() throws Exception {
    keystore.create(ALICE, password());
    String before = Files.readString(file());
    PrivateDirectory raw = new PrivateDirectory(directory);

    assertRefused(Reason.EXISTS, () -> raw.create("alice.json", new byte[] {1}));
    assertThat(Files.readString(file())).isEqualTo(before);
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    keystore.create(ALICE, password());

    assertRefused(Reason.REFUSED, () -> keystore.load(ALICE, "wrong".toCharArray()));
    assertRefused(Reason.REFUSED, () -> keystore.load(ALICE, new char[0]));
  }

  @Test
  void refusesAnEmptyPasswordForANewIdentity() {
    assertThatThrownBy(() -> keystore.create(ALICE, new char[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the password is empty");
  }

  @Test
  void wipesThePasswordWhateverHappens() throws Exception {
    char[] making = password();
    char[] again = password();
    char[] loading = password();
    char[] wrong = "wrong".toCharArray();
    char[] importing = password();
    keystore.create(ALICE, making);
    assertRefused(Reason.EXISTS, () -> keystore.create(ALICE, again));
    keystore.load(ALICE, loading).close();
    assertRefused(Reason.REFUSED, () -> keystore.load(ALICE, wrong));
    assertRefused(Reason.UNFIT, () -> keystore.importReference(ALICE, new byte[] {'{'}, importing));

    for (char[] each : List.of(making, again, loading, wrong, importing)) {
      assertThat(each).containsOnly('\0');
    }
  }

  @Test
  void knowsNoIdentityThatIsNotThere() {
    assertRefused(Reason.UNKNOWN, () -> keystore.publicOf(ALICE));
    assertRefused(Reason.UNKNOWN, () -> keystore.load(ALICE, password()));
  }

  @Test
  void refusesAFileThatOthersCanRead() throws Exception {
    keystore.create(ALICE, password());
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
      setMode(file(), mode);

      assertRefused(Reason.EXPOSED, () -> keystore.load(ALICE, password()));
      assertRefused(Reason.EXPOSED, () -> keystore.publicOf(ALICE));
    }
    setMode(file(), "r--------");
    keystore.load(ALICE, password()).close();
  }

  @Test
  void refusesADirectoryThatOthersCanWriteTo() throws Exception {
    keystore.create(ALICE, password());
    setMode(directory, "rwxrwx---");

    assertRefused(Reason.EXPOSED, () -> keystore.load(ALICE, password()));
    assertRefused(Reason.EXPOSED, () -> keystore.create(new IdentityName("bob"), password()));
  }

  @Test
  void saysWhenTheDirectoryIsAFile() throws Exception {
    Files.createDirectories(directory.getParent());
    Files.writeString(directory, "");

    assertRefused(Reason.UNAVAILABLE, () -> keystore.create(ALICE, password()));
  }

  @Test
  void takesNamesThatAreFileNamesOnly() {
    for (String name : List.of("", "Alice", "a b", "../a", "a/b", "a.b", "ä", "a".repeat(33))) {
      assertThatThrownBy(() -> new IdentityName(name)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new IdentityName("a".repeat(32)).value()).hasSize(32);
    assertThat(new IdentityName("a-b_9").toString()).isEqualTo("a-b_9");
  }

  private Path file() {
    return directory.resolve("alice.json");
  }

  private static char[] password() {
    return "correct horse".toCharArray();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void setMode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KeystoreException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
