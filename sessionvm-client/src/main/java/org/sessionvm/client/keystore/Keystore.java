package org.sessionvm.client.keystore;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sessionvm.client.keystore.KeystoreException.Reason;
import org.sessionvm.crypto.envelope.AeadKey;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.password.Argon2Cost;
import org.sessionvm.crypto.password.PasswordKey;
import org.sessionvm.primitives.Bytes;

/**
 * A directory of identities. Holds no secret itself, may be used from any thread, and several
 * processes may share the directory. Never overwrites or deletes.
 *
 * <p>Every method that takes a password wipes the array before it returns or throws.
 */
public final class Keystore {
  private static final String SUFFIX = ".json";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PrivateDirectory directory;
  private final Argon2Cost cost;

  /** The keystore in {@code directory}, which is made when the first identity is. */
  public Keystore(Path directory) {
    this(directory, Argon2Cost.STANDARD);
  }

  /** The same, with another cost for identities made from now on. */
  public Keystore(Path directory, Argon2Cost cost) {
    this.directory = new PrivateDirectory(directory);
    this.cost = cost;
  }

  /** Where a user's identities are unless told otherwise: {@code ~/.sessionvm/identities}. */
  public static Path defaultDirectory() {
    // The JVM takes its own from the list of users, where the shell's ~ is this variable.
    String home =
        Optional.ofNullable(System.getenv("HOME")).orElseGet(() -> System.getProperty("user.home"));
    return Path.of(home, ".sessionvm", "identities");
  }

  /**
   * Makes a new identity.
   *
   * @throws KeystoreException when the name is taken or the file cannot be written
   * @throws IllegalArgumentException when the password is empty
   */
  public StoredIdentity create(IdentityName name, char[] password) throws KeystoreException {
    try (Identity identity = Identity.generate()) {
      return store(name, identity, password);
    }
  }

  /**
   * Takes in an identity that the reference implementation gave out; see {@link ReferenceIdentity}.
   *
   * @param json the caller wipes it
   */
  public StoredIdentity importReference(IdentityName name, byte[] json, char[] password)
      throws KeystoreException {
    try (Identity identity = parse(json)) {
      return store(name, identity, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Keeps an identity that exists; the caller still closes it. Otherwise as {@link #create}. */
  public StoredIdentity store(IdentityName name, Identity identity, char[] password)
      throws KeystoreException {
    try {
      if (password.length == 0) {
        throw new IllegalArgumentException("the password is empty");
      }
      if (list().contains(name)) {
        // Not the guard, which is in the directory: it only spares the dear key derivation.
        throw new KeystoreException(Reason.EXISTS, "there is an identity " + name + " already");
      }
      KeystoreFile file = seal(name, identity, password);
      directory.create(name + SUFFIX, file.toJson());
      return file.identity();
    } catch (IOException | UnsupportedOperationException e) {
      throw new KeystoreException(Reason.UNAVAILABLE, "cannot write the identity: " + e, e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /**
   * Opens an identity; the caller closes it.
   *
   * @throws KeystoreException when there is none, others can read the file, it is damaged, or the
   *     password does not open it
   */
  public Identity load(IdentityName name, char[] password) throws KeystoreException {
    try {
      KeystoreFile file = read(name);
      byte[] secret = open(name, file, password);
      try {
        return unchanged(name, file, Identity.fromSecret(secret));
      } catch (IllegalArgumentException e) {
        throw refused(name);
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /**
   * What the file says in the clear. The id is checked against the keys; that they are still the
   * owner's own shows only when {@link #load} opens them.
   */
  public StoredIdentity publicOf(IdentityName name) throws KeystoreException {
    return read(name).identity();
  }

  /** Names in alphabetical order; other files in the directory are passed over. */
  public List<IdentityName> list() throws KeystoreException {
    try {
      return directory.files().stream()
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .filter(IdentityName::isValid)
          .map(IdentityName::new)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new KeystoreException(Reason.UNAVAILABLE, "cannot list the identities: " + e, e);
    }
  }

  private static Identity parse(byte[] json) throws KeystoreException {
    try {
      return ReferenceIdentity.parse(json);
    } catch (IllegalArgumentException e) {
      throw new KeystoreException(Reason.UNFIT, "cannot import: " + e.getMessage());
    }
  }

  private KeystoreFile seal(IdentityName name, Identity identity, char[] password) {
    byte[] salt = new byte[PasswordKey.SALT_BYTES];
    RANDOM.nextBytes(salt);
    Bytes saltBytes = Bytes.wrap(salt);
    KeystoreFile file =
        KeystoreFile.unsealed(
            name, identity.participant(), identity.keys(), KeystoreFile.Kdf.of(cost, saltBytes));
    byte[] secret = identity.exportSecret();
    try (AeadKey key = PasswordKey.derive(password, saltBytes, cost)) {
      return file.sealed(key.seal(file.associated(), secret));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private KeystoreFile read(IdentityName name) throws KeystoreException {
    try {
      return KeystoreFile.parse(name, directory.read(name + SUFFIX));
    } catch (NoSuchFileException e) {
      throw new KeystoreException(Reason.UNKNOWN, "there is no identity " + name);
    } catch (IllegalArgumentException e) {
      throw new KeystoreException(
          Reason.DAMAGED, "the file of identity %s is damaged: %s".formatted(name, e.getMessage()));
    } catch (IOException | UnsupportedOperationException e) {
      throw new KeystoreException(Reason.UNAVAILABLE, "cannot read the identity: " + e, e);
    }
  }

  private static byte[] open(IdentityName name, KeystoreFile file, char[] password)
      throws KeystoreException {
    try (AeadKey key = PasswordKey.derive(password, file.kdf().saltBytes(), file.kdf().cost())) {
      return key.open(file.associated(), file.secretBytes());
    } catch (DecryptionException e) {
      throw refused(name);
    }
  }

  private static Identity unchanged(IdentityName name, KeystoreFile file, Identity identity)
      throws KeystoreException {
    if (!identity.keys().equals(file.identity().keys())) {
      identity.close();
      throw refused(name);
    }
    return identity;
  }

  private static KeystoreException refused(IdentityName name) {
    return new KeystoreException(
        Reason.REFUSED,
        "cannot open identity %s: the password is wrong or the file was changed".formatted(name));
  }
}
