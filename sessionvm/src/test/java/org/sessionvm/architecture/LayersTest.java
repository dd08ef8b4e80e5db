package org.sessionvm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may use which, and that the core needs the JDK and JSpecify alone. */
class LayersTest {
  private static final String ROOT = "org.sessionvm.";

  /** What each package may use besides itself. Transactions are carried out by what they are. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("primitives", Set.of("spi")),
          Map.entry("spi", Set.of("primitives")),
          Map.entry("codec", Set.of("primitives")),
          Map.entry("genesis", Set.of("primitives", "codec")),
          Map.entry("state", Set.of("primitives", "codec", "spi", "genesis")),
          Map.entry(
              "execution", Set.of("primitives", "codec", "spi", "genesis", "state", "transaction")),
          Map.entry(
              "transaction", Set.of("primitives", "codec", "spi", "genesis", "state", "execution")),
          Map.entry("block", Set.of("primitives", "codec", "spi", "genesis", "transaction")),
          Map.entry(
              "integrity",
              Set.of("primitives", "codec", "spi", "genesis", "state", "transaction", "block")),
          Map.entry("mempool", Set.of("primitives", "execution", "transaction")),
          Map.entry("verification", Set.of("primitives", "spi", "execution", "transaction")),
          Map.entry(
              "vm",
              Set.of(
                  "primitives",
                  "codec",
                  "spi",
                  "genesis",
                  "state",
                  "transaction",
                  "execution",
                  "block",
                  "mempool",
                  "verification")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sessionvm");

  private static void check(JavaClasses classes, String name, Set<String> allowed) {
    List<String> others =
        ALLOWED.keySet().stream()
            .filter(other -> !other.equals(name) && !allowed.contains(other))
            .map(other -> ROOT + other)
            .toList();
    noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new))
        .check(classes);
  }

  @Test
  void packagesUseOnlyThoseBelowThem() {
    assertThat(CLASSES).hasSizeGreaterThan(100);
    ALLOWED.forEach((name, allowed) -> check(CLASSES, name, allowed));
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()))
            .collect(Collectors.toSet());
    assertThat(packages).isEqualTo(ALLOWED.keySet());
  }

  @Test
  void noticesAWrongDirection() {
    assertThatThrownBy(() -> check(CLASSES, "vm", Set.of("primitives")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void needsTheJdkAndJspecifyAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.sessionvm..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void namesAreNotHollow() {
    List<String> hollow =
        List.of("Manager", "Helper", "Util", "Utils", "Impl", "Info", "Base", "Common", "Data");
    Stream<String> names =
        CLASSES.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> hollow.stream().anyMatch(name::endsWith));
    assertThat(names).isEmpty();
    assertThat(Arrays.stream(new String[] {"SessionManager"}))
        .anyMatch(name -> hollow.stream().anyMatch(name::endsWith));
  }
}
