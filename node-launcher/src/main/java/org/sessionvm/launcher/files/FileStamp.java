package org.sessionvm.launcher.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tells that files changed: what was written, moved into place, given another mode, or is
 * reached through another link now, all without reading them.
 */
record FileStamp(List<String> files) {
  private static final String ATTRIBUTES = "unix:dev,ino,mode,size,lastModifiedTime,ctime";

  FileStamp {
    files = List.copyOf(files);
  }

  static FileStamp of(List<Path> paths) {
    return new FileStamp(paths.stream().map(FileStamp::of).toList());
  }

  private static String of(Path path) {
    try {
      Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES);
      return new TreeMap<>(attributes).toString();
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
