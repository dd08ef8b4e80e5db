package org.sessionvm.launcher.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that belong together and are taken anew as a whole. While they are no good, what was taken
 * before is used, and there is a {@link #problem}. Safe for any thread.
 */
public final class ReloadedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedFiles.class);

  private final String name;
  private final List<Path> paths;
  private final Runnable take;
  private final LongAdder failures = new LongAdder();
  private FileStamp seen;
  private FileStamp tried;
  private volatile Optional<String> problem = Optional.empty();

  /**
   * Files that were taken just now.
   *
   * @param name for logs and labels of metrics
   * @param take reads them; throws {@link SettingException} and changes nothing where they are no
   *     good
   */
  private ReloadedFiles(String name, List<Path> paths, Runnable take, FileStamp stamp) {
    this.name = name;
    this.paths = List.copyOf(paths);
    this.take = take;
    this.seen = stamp;
    this.tried = stamp;
  }

  /**
   * Takes files for the first time.
   *
   * @param name for logs and labels of metrics
   * @param take reads them; throws {@link SettingException} and changes nothing where they are no
   *     good
   * @throws SettingException when they are no good now
   */
  public static ReloadedFiles take(String name, List<Path> paths, Runnable take) {
    FileStamp stamp = FileStamp.of(paths);
    take.run();
    return new ReloadedFiles(name, paths, take, stamp);
  }

  /** What they are. */
  public String name() {
    return name;
  }

  /** Why the files on disk are not what is used, if so. */
  public Optional<String> problem() {
    return problem;
  }

  /** How often files were no good. */
  public long failures() {
    return failures.sum();
  }

  /** Takes them if they have changed and been left alone since the last look. */
  public synchronized void look() {
    FileStamp now = FileStamp.of(paths);
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(tried)) {
      reload();
    }
  }

  /** Takes them now; why they are no good, if they are. */
  public synchronized Optional<String> reload() {
    // Looked at before they are read: what changes meanwhile is read again.
    tried = FileStamp.of(paths);
    try {
      take.run();
      problem = Optional.empty();
      LOG.info("{}: the files were read anew", name);
    } catch (SettingException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Whatever a file holds, the node goes on; the text could repeat what is in it.
      fail("reading failed with " + e.getClass().getSimpleName());
    }
    return problem;
  }

  private void fail(String reason) {
    failures.increment();
    problem = Optional.of(reason);
    LOG.warn("{}: the files are not taken, what was read before stays: {}", name, reason);
  }

  /** Shows failures from now on. */
  public void bind(NodeMetrics metrics) {
    Map<String, String> labels = Map.of("files", name);
    metrics.counter(
        "sessionvm.reload.failures", "changed files that were no good", labels, this::failures);
    metrics.gauge(
        "sessionvm.reload.failing",
        "1 while files on disk are no good and what was read before is used",
        labels,
        () -> problem.isPresent() ? 1 : 0);
  }
}
