package org.sessionvm.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of the Debian package on one machine: each method goes on where the one before ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DebianPackageIT {
  private static final String UNIT = "/usr/lib/systemd/system/sessionvm.service";
  private static final String CONFIGURATION = "/etc/sessionvm/node.json";

  private static final String HEALTH =
      """
      curl -s http://127.0.0.1:9652/rpc -H 'Content-Type: application/json' \
        -d '{"jsonrpc":"2.0","id":1,"method":"sessionvm.Health"}'
      """;

  @TempDir static Path directory;

  private static @Nullable ForeignRoot root;

  @BeforeAll
  static void makeTheVersionBefore() throws Exception {
    Path mountPoint = Files.createDirectories(directory.resolve("root"));
    Path packages = Files.createDirectories(directory.resolve("packages"));
    Path tree = directory.resolve("tree");
    Files.copy(Built.debianPackage(), packages.resolve("new.deb"));
    root = ForeignRoot.make(mountPoint, packages);
    Output.of(new ProcessBuilder("dpkg-deb", "-R", packages + "/new.deb", tree.toString()))
        .succeeded();
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceFirst("\nVersion: .*", "\nVersion: 0.0.1"));
    String old = packages + "/old.deb";
    Output.of(
            new ProcessBuilder(
                "dpkg-deb", "--root-owner-group", "-Znone", "-b", tree.toString(), old))
        .succeeded();
  }

  @AfterAll
  static void leaveNothing() throws Exception {
    if (root != null) {
      root.close();
      assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
          .doesNotContain(directory.toString());
    }
  }

  @Test
  @Order(1)
  void installsWithoutJavaAndThenSaysWhatIsMissing() throws Exception {
    assertThat(succeeded("dpkg -i " + ForeignRoot.PACKAGES + "/old.deb"))
        .contains("install openjdk-25-jre-headless");

    assertThat(shell("sessionvm --version").failed()).contains("Java 25 or newer is needed");
  }

  @Test
  @Order(2)
  void upgradesAndKeepsWhatTheAdministratorChanged() throws Exception {
    root().installJava();
    succeeded("sed -i 's/\"maxChannels\": 1000/\"maxChannels\": 999/' " + CONFIGURATION);
    succeeded("install -d -m 0750 -o sessionvm /var/lib/sessionvm");

    succeeded("dpkg -i " + ForeignRoot.PACKAGES + "/new.deb");

    assertThat(succeeded("cat " + CONFIGURATION)).contains("\"maxChannels\": 999");
    assertThat(succeeded("stat -c %a /var/lib/sessionvm")).isEqualTo("750\n");
    assertThat(succeeded("dpkg --verify sessionvm"))
        .isEqualTo("??5?????? c " + CONFIGURATION + "\n");
    assertThat(succeeded("ls /var/cache/sessionvm")).matches("start-\\d+\\.aot\n");
  }

  @Test
  @Order(3)
  void itsFilesAreOfRootAndNobodyElseMayChangeThem() throws Exception {
    assertThat(succeeded("dpkg -L sessionvm | xargs -d '\\n' stat -c '%U:%G %F %a %n' | sort"))
        .contains("root:root regular file 755 /usr/share/sessionvm/bin/sessionvm\n")
        .contains("root:root regular file 644 " + CONFIGURATION + "\n")
        .contains("root:root regular file 644 " + UNIT + "\n")
        .contains("root:root symbolic link 777 /usr/bin/sessionvm\n");
    assertThat(succeeded("find $(dpkg -L sessionvm) -prune ! -user root -o -prune ! -group root"))
        .isEmpty();
    assertThat(succeeded("find $(dpkg -L sessionvm) -prune ! -type l -perm /022")).isEmpty();
    assertThat(succeeded("find $(dpkg -L sessionvm) -prune -type f -perm /111"))
        .isEqualTo("/usr/share/sessionvm/bin/sessionvm\n");
    assertThat(
            succeeded("cd /usr/share/sessionvm/lib && ls *.jar | wc -l && sha256sum -c SHA256SUMS"))
        .doesNotContain("FAILED");
    succeeded("cd /usr/share/doc/sessionvm && grep QOS.ch THIRD-PARTY.txt && grep bom sbom.json");
    succeeded("cd /usr/share/doc/sessionvm && grep 'plugin install' plugin.md");
    assertThat(succeeded("stat -c '%U:%G %a' /var/cache/sessionvm/*")).isEqualTo("root:root 644\n");
  }

  @Test
  @Order(4)
  void theServiceHasAUserThatNobodyCanLogInAs() throws Exception {
    List<String> user = List.of(succeeded("getent passwd sessionvm").strip().split(":"));

    assertThat(Integer.parseInt(user.get(2))).isBetween(100, 999);
    assertThat(user.subList(5, 7)).containsExactly("/nonexistent", "/usr/sbin/nologin");
    assertThat(succeeded("id -nG sessionvm")).isEqualTo("sessionvm\n");
    assertThat(succeeded("passwd --status sessionvm")).startsWith("sessionvm L");
    assertThat(succeeded("stat -c '%U:%G' /var/lib/sessionvm")).isEqualTo("sessionvm:sessionvm\n");
  }

  @Test
  @Order(5)
  void systemdFindsNothingWrongWithTheInstalledUnit() throws Exception {
    assertThat(succeeded("systemd-analyze verify --man=no " + UNIT))
        .doesNotContain("sessionvm.service");
    assertThat(succeeded("readlink /etc/systemd/system/multi-user.target.wants/sessionvm.service"))
        .endsWith("/sessionvm.service\n");
  }

  @Test
  @Order(6)
  void theUnitRunsANodeThatTakesASessionAndStopsInOrder() throws Exception {
    ServiceUnit unit = new ServiceUnit(succeeded("cat " + UNIT));

    try (InstalledNode node = new InstalledNode(root().command(unit.script("/run/node.pid")))) {
      String url = node.url();
      assertThat(succeeded("ps -o user= -p $(cat /run/node.pid)")).isEqualTo("sessionvm\n");
      assertThat(succeeded("curl -s http://127.0.0.1:9652/liveness")).contains("UP");
      assertThat(createSession(url)).contains("\"sessionId\":\"");
      assertThat(succeeded("curl -s http://127.0.0.1:9652/readiness")).contains("UP");
      assertThat(succeeded(HEALTH)).contains("\"sessions\":1");
      assertThat(succeeded("tr '\\0' ' ' </proc/$(cat /run/node.pid)/cmdline"))
          .contains("-XX:AOTCache=/usr/share/sessionvm/cache/start-");
      succeeded("kill -TERM $(cat /run/node.pid)");
      assertThat(node.ended().succeeded()).doesNotContainIgnoringCase("error");
    }
    assertThat(succeeded("find /var/lib/sessionvm /var/lib/sessionvm-backups ! -user sessionvm"))
        .isEmpty();
    assertThat(succeeded("find /var/lib/sessionvm -mindepth 1 -perm /077")).isEmpty();
    assertThat(shell("ps -C java -o pid=").text()).isEmpty();
  }

  @Test
  @Order(7)
  void removingKeepsSettingsAndData() throws Exception {
    succeeded("dpkg -r sessionvm");

    assertThat(shell("command -v sessionvm").failed()).isEmpty();
    assertThat(succeeded("cat " + CONFIGURATION)).contains("\"maxChannels\": 999");
    assertThat(succeeded("ls /var/lib/sessionvm")).isNotEmpty();
    assertThat(succeeded("id -un sessionvm")).isEqualTo("sessionvm\n");
    assertThat(shell("ls /usr/share/sessionvm /var/cache/sessionvm " + UNIT).failed())
        .doesNotContain("start-")
        .doesNotContain("jar");
  }

  @Test
  @Order(8)
  void purgingLeavesTheBackupsAndNothingElse() throws Exception {
    succeeded("dpkg -P sessionvm");

    assertThat(succeeded("find /etc /usr /var -xdev -name '*sessionvm*' ! -path '/var/log/*'"))
        .isEqualTo("/var/lib/sessionvm-backups\n");
    assertThat(shell("getent passwd sessionvm; getent group sessionvm").failed()).isEmpty();
    assertThat(shell("dpkg -s sessionvm").failed()).contains("is not installed");
  }

  private static String createSession(String url) throws Exception {
    return succeeded(
        """
        set -e
        export SESSIONVM_PASSWORD=a-password-of-a-test
        cd /root
        for name in alice bob; do sessionvm identity new $name --keystore keys >/dev/null; done
        sessionvm identity show bob --public --out bob.json --keystore keys >/dev/null
        sessionvm session create --as alice --with bob.json --keystore keys --json --node %s
        """
            .formatted(url));
  }

  private static ForeignRoot root() {
    if (root == null) {
      throw new IllegalStateException("there is no root to install in");
    }
    return root;
  }

  private static Output shell(String script) throws Exception {
    return root().shell(script);
  }

  private static String succeeded(String script) throws Exception {
    return shell(script).succeeded();
  }
}
