package org.sessionvm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.transaction.Transaction;

/** Numbers that are never used twice, and tables of the documents that name every one. */
class RegistryTest {
  private static final Path WIRE_FORMAT = Path.of("../docs/wire-format.md");
  private static final Path STORAGE_SCHEMA = Path.of("../docs/storage-schema.md");

  /** Numbers of columns that existed once. */
  private static final List<Integer> RETIRED_COLUMNS = List.of();

  /** The tables' rows that begin with a number, as that number and the name after it. */
  private static List<String> rows(Path document) throws IOException {
    try (Stream<String> lines = Files.lines(document)) {
      return lines
          .filter(line -> line.matches("\\| [0-9]+ \\| `?[A-Za-z_]+`? \\|.*"))
          .map(line -> line.replace("`", "").split("\\|"))
          .map(cells -> cells[1].strip() + " " + cells[2].strip())
          .toList();
    }
  }

  private static int type(Class<?> transaction) {
    try {
      Field type = transaction.getDeclaredField("TYPE");
      type.setAccessible(true);
      return type.getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(transaction + " has no TYPE", e);
    }
  }

  @Test
  void everyTransactionHasANumberOfItsOwnAndARowInTheWireFormat() throws IOException {
    List<Class<?>> types = List.of(Transaction.class.getPermittedSubclasses());

    assertThat(types.stream().map(RegistryTest::type)).doesNotHaveDuplicates().isNotEmpty();
    assertThat(rows(WIRE_FORMAT))
        .containsExactlyInAnyOrderElementsOf(
            types.stream().map(type -> type(type) + " " + type.getSimpleName()).toList());
  }

  @Test
  void everyColumnHasANumberOfItsOwnAndARowInTheStorageSchema() throws IOException {
    List<ColumnId> ids = Columns.ids();

    assertThat(ids.stream().map(ColumnId::number))
        .doesNotHaveDuplicates()
        .isSorted()
        .noneMatch(RETIRED_COLUMNS::contains);
    assertThat(ids.stream().map(ColumnId::name)).doesNotHaveDuplicates();
    assertThat(rows(STORAGE_SCHEMA))
        .containsExactlyElementsOf(ids.stream().map(id -> id.number() + " " + id.name()).toList());
  }

  @Test
  void everyColumnIsInTheListOfAll() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Field field : Arrays.asList(Columns.class.getFields())) {
      if (field.getType().equals(Column.class)) {
        constants.add(field.get(null));
      }
    }

    assertThat(constants).isNotEmpty().containsExactlyElementsOf(Columns.all());
  }
}
