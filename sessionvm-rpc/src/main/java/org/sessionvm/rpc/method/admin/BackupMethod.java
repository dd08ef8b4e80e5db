package org.sessionvm.rpc.method.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.sessionvm.rpc.admin.Backups;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Field;

/** Begins a backup, asks how it is, or cancels it; each answers how the last backup is. */
final class BackupMethod extends AdminMethod<BackupMethod.Parameters, BackupMethod.Result> {
  private final Backups.Place place;
  private final Supplier<Backups.Status> operation;

  /** What it takes. */
  record Parameters() {}

  /** How the last backup since the node's start is. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Result(
      @Field("none, running, succeeded, failed or cancelled") String state,
      @Field("bytes copied so far") long bytes,
      @Field("its number, once it is made") Optional<Long> backup,
      @Field("height of the newest block in it, once it is made") Optional<Long> height,
      @Field("when it began") Optional<Instant> started,
      @Field("when it ended") Optional<Instant> ended,
      @Field("why it failed") Optional<String> reason,
      @Field("where the node puts backups") String directory,
      @Field("how many stay there") int kept) {}

  private BackupMethod(
      String name,
      String summary,
      Access access,
      Backups.Place place,
      Supplier<Backups.Status> operation) {
    super(name, summary, access, Parameters.class, Result.class);
    this.place = place;
    this.operation = operation;
  }

  static BackupMethod start(Backups backups) {
    return new BackupMethod(
        "Backup",
        "Begins a backup of the store into backupDir and answers at once; one runs at a time.",
        Access.OPERATOR,
        backups.place(),
        backups::start);
  }

  static BackupMethod status(Backups backups) {
    return new BackupMethod(
        "BackupStatus",
        "Tells how the last backup since the node's start is.",
        Access.OPERATOR_READ,
        backups.place(),
        backups::status);
  }

  static BackupMethod cancel(Backups backups) {
    return new BackupMethod(
        "CancelBackup",
        "Has the backup that runs end soon and leave nothing half-made.",
        Access.OPERATOR,
        backups.place(),
        backups::cancel);
  }

  @Override
  protected Result operate(Parameters asked) {
    Backups.Status status = operation.get();
    return new Result(
        status.state().name().toLowerCase(Locale.ROOT),
        status.bytes(),
        boxed(status.id()),
        boxed(status.height()),
        status.started(),
        status.ended(),
        status.error(),
        place.directory().toString(),
        place.kept());
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
