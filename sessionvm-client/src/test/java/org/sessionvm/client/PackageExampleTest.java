package org.sessionvm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the example that the package's documentation shows. */
class PackageExampleTest {
  private static final Path DOCUMENTATION =
      Path.of("src/main/java/org/sessionvm/client/package-info.java");

  @Test
  void theExampleOfTheDocumentationCompilesAndHoldsAConversation(@TempDir Path directory)
      throws Exception {
    Path source = Files.writeString(directory.resolve("Example.java"), program());
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", directory.toString(), source.toString());
    assertThat(failed).isZero();

    assertThat(run(directory)).contains(": Lunch at noon?");
  }

  private static String program() throws Exception {
    String documentation = Files.readString(DOCUMENTATION);
    String example =
        documentation
            .substring(documentation.indexOf("{@snippet :"), documentation.indexOf(" * }\n *\n"))
            .lines()
            .skip(1)
            .map(line -> line.replaceFirst("^ \\* ?", ""))
            .collect(Collectors.joining("\n"));
    return """
        import java.nio.charset.StandardCharsets;
        import java.util.List;
        import org.sessionvm.client.*;
        import org.sessionvm.crypto.identity.Identity;
        public class Example {
          public static void run(java.net.URI node) {
        %s
          }
        }
        """
        .formatted(example);
  }

  private static String run(Path classes) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (FakeNode node = new FakeNode();
        URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("run", URI.class).invoke(null, node.address());
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
