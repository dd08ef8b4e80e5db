package org.sessionvm.launcher.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sessionvm.launcher.Main;
import picocli.CommandLine;

/** The commands of the wallet, with a key store of their own. */
record TerminalWallet(Path directory, URI node) {
  static TerminalWallet in(Path directory, URI node) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("password"), "correct horse");
    return new TerminalWallet(directory, node);
  }

  /** What a command prints that asks no node. */
  String run(String... arguments) {
    return execute(new ArrayList<>(Arrays.asList(arguments)));
  }

  /** What a command prints that asks the node. */
  String onNode(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--node", node.toString()));
    return execute(all);
  }

  private String execute(List<String> arguments) {
    arguments.addAll(List.of("--keystore", directory.resolve("keys").toString()));
    arguments.addAll(List.of("--password-file", directory.resolve("password").toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine main = Main.create();
    main.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    int code = main.execute(arguments.toArray(String[]::new));
    assertThat(code).as("%s: %s", arguments, err).isZero();
    return out.toString();
  }
}
