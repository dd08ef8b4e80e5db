package org.sessionvm.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The packages that decide the state have no clock, randomness, thread, I/O, unordered iteration,
 * floating point or default locale: two nodes must not be able to differ.
 */
class DeterminismTest {
  private static final String ROOT = "org.sessionvm.";
  private static final List<String> PURE =
      List.of("primitives", "codec", "transaction", "state", "execution", "block", "genesis");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PURE.stream().map(name -> ROOT + name).toArray(String[]::new));

  /** Types of which nothing at all may be used. */
  private static final Set<String> TYPES =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.HashMap",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.Hashtable",
          "java.util.Timer",
          "java.time.Clock",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.math.BigDecimal",
          "java.util.Scanner",
          "java.util.Date",
          "java.util.Calendar",
          "java.util.Formatter");

  private static final List<String> PACKAGES =
      List.of(
          "java.util.concurrent",
          "java.util.random",
          "java.nio.file",
          "java.nio.channels",
          "java.net",
          "java.util.logging",
          "java.lang.reflect",
          "java.lang.ref",
          "java.sql");

  /** Of java.io only what every exception needs. */
  private static final Set<String> IO_ALLOWED = Set.of("java.io.Serial", "java.io.Serializable");

  /** Members of types that are otherwise well. */
  private static final Map<String, Set<String>> MEMBERS =
      Map.ofEntries(
          Map.entry(
              "java.lang.System",
              Set.of(
                  "currentTimeMillis",
                  "nanoTime",
                  "identityHashCode",
                  "getenv",
                  "getProperty",
                  "getProperties",
                  "lineSeparator",
                  "out",
                  "err",
                  "in")),
          Map.entry("java.time.Instant", Set.of("now")),
          Map.entry("java.time.LocalDate", Set.of("now")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.LocalTime", Set.of("now")),
          Map.entry("java.time.ZonedDateTime", Set.of("now")),
          Map.entry("java.time.OffsetDateTime", Set.of("now")),
          Map.entry("java.time.Year", Set.of("now")),
          Map.entry("java.time.ZoneId", Set.of("systemDefault")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Locale", Set.of("getDefault")),
          Map.entry("java.util.TimeZone", Set.of("getDefault")),
          Map.entry("java.nio.charset.Charset", Set.of("defaultCharset")),
          Map.entry("java.util.Collection", Set.of("parallelStream")),
          Map.entry("java.util.List", Set.of("parallelStream")),
          Map.entry("java.util.Set", Set.of("parallelStream")),
          Map.entry("java.util.stream.BaseStream", Set.of("parallel")),
          Map.entry("java.util.stream.Stream", Set.of("parallel")),
          Map.entry("java.util.Collections", Set.of("shuffle")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.lang.Integer", Set.of("getInteger")),
          Map.entry("java.lang.Long", Set.of("getLong")),
          Map.entry("java.lang.Boolean", Set.of("getBoolean")),
          // Only counted and asked, never walked: its order is not the same everywhere.
          Map.entry("java.util.HashSet", Set.of("iterator", "forEach", "stream", "toArray")),
          // The order of an immutable set or map differs from one run of the JVM to the next.
          Map.entry("java.util.Map", Set.of("of", "ofEntries", "copyOf")),
          Map.entry("java.util.stream.Collectors", Set.of("toSet", "toMap", "groupingBy")));

  private static DescribedPredicate<JavaClass> banned() {
    return describe(
        "give an answer that may differ between nodes",
        type ->
            TYPES.contains(type.getName())
                || PACKAGES.stream()
                    .anyMatch(
                        name ->
                            type.getPackageName().equals(name)
                                || type.getPackageName().startsWith(name + "."))
                || (type.getPackageName().equals("java.io")
                    && !IO_ALLOWED.contains(type.getName())));
  }

  private static DescribedPredicate<JavaAccess<?>> bannedMember() {
    return describe(
        "a member whose answer may differ between nodes",
        access ->
            MEMBERS
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName()));
  }

  /** Text in the language of the machine: formatting or case without a locale. */
  private static DescribedPredicate<JavaAccess<?>> defaultLocale() {
    return describe(
        "text that depends on the locale of the machine",
        access -> {
          if (!access.getTargetOwner().getName().equals("java.lang.String")) {
            return false;
          }
          String signature = access.getTarget().getFullName();
          return switch (access.getTarget().getName()) {
            case "format", "formatted", "toLowerCase", "toUpperCase" ->
                !signature.contains("java.util.Locale");
            case "getBytes" -> signature.endsWith("getBytes()");
            default -> false;
          };
        });
  }

  private static ArchRule types() {
    return noClasses().should().dependOnClassesThat(banned());
  }

  private static ArchRule members() {
    return noClasses()
        .should()
        .accessTargetWhere(bannedMember())
        .orShould()
        .accessTargetWhere(defaultLocale());
  }

  private static Stream<String> floatingPoint(JavaClasses classes) {
    return classes.stream()
        .flatMap(
            type ->
                Stream.concat(
                        type.getFields().stream().map(JavaField::getRawType),
                        type.getMethods().stream()
                            .flatMap(
                                method ->
                                    Stream.concat(
                                        Stream.of(method.getRawReturnType()),
                                        method.getRawParameterTypes().stream())))
                    .filter(used -> Set.of("float", "double").contains(used.getName()))
                    .map(used -> type.getName() + " uses " + used.getName()));
  }

  @Test
  void looksAtEveryPackage() {
    for (String name : PURE) {
      assertThat(CLASSES.stream().filter(type -> type.getPackageName().equals(ROOT + name)))
          .as(name)
          .isNotEmpty();
    }
    assertThat(CLASSES).hasSizeGreaterThan(60);
  }

  @Test
  void usesNoTypeWhoseAnswersMayDiffer() {
    types().check(CLASSES);
  }

  @Test
  void callsNoMethodWhoseAnswersMayDiffer() {
    members().check(CLASSES);
  }

  @Test
  void hasNoFloatingPointInFieldsAndMethods() {
    assertThat(floatingPoint(CLASSES)).isEmpty();
  }

  /** Rules that could not fail would be worse than none. */
  @Test
  void catchesEachKindOfViolation() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);

    assertThatThrownBy(() -> types().check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.util.HashMap")
        .hasMessageContaining("java.time.Clock")
        .hasMessageContaining("java.util.concurrent.ForkJoinPool");
    assertThatThrownBy(() -> members().check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nanoTime")
        .hasMessageContaining("Instant.now")
        .hasMessageContaining("toLowerCase")
        .hasMessageContaining("parallelStream")
        .hasMessageContaining("HashSet.iterator");
    assertThat(floatingPoint(planted)).isNotEmpty();
  }

  /** A method of each forbidden kind, imported by the test above alone. */
  @SuppressWarnings({
    "unused",
    "NonApiType",
    "StringCaseLocaleUsage",
    "JavaTimeDefaultTimeZone",
    "TimeInStaticInitializer"
  })
  private static final class Planted {
    double share;

    Object clocks(java.util.HashSet<String> names) {
      java.util.Iterator<String> order = names.iterator();
      return List.of(
          java.time.Clock.systemUTC(),
          java.time.Instant.now(),
          System.nanoTime(),
          new java.util.HashMap<String, String>(),
          java.util.concurrent.ForkJoinPool.commonPool(),
          order.next().toLowerCase(),
          List.of(1).parallelStream());
    }
  }
}
